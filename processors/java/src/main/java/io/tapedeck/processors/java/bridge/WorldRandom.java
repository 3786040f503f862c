package io.tapedeck.processors.java.bridge;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Chance of the bound world, for the calls that draw on the machine's. */
public final class WorldRandom {
    private static final RandomGenerator GENERATOR = () -> BoundWorld.random().nextLong();

    private WorldRandom() {}

    /** For {@code Math.random()}. */
    public static double random() {
        return BoundWorld.random().nextDouble();
    }

    /** For {@code UUID.randomUUID()}: version 4, variant 2. */
    public static UUID uuid() {
        RandomGenerator random = BoundWorld.random();
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** For {@code Collections.shuffle(list)}. */
    public static void shuffle(List<?> list) {
        Collections.shuffle(list, BoundWorld.random());
    }

    /** For {@code RandomGenerator.getDefault()}. */
    public static RandomGenerator generator() {
        return GENERATOR;
    }

    /** For {@code RandomGenerator.of(name)}: one generator, whatever the name. */
    public static RandomGenerator generator(String name) {
        Objects.requireNonNull(name);
        return GENERATOR;
    }

    /** For {@code SplittableGenerator.of(name)}. */
    public static RandomGenerator.SplittableGenerator splittable(String name) {
        Objects.requireNonNull(name);
        return new SteppedSplittableRandom();
    }

    /** For {@code SecureRandom.getInstanceStrong()}. */
    public static SecureRandom secure() {
        return new SteppedSecureRandom();
    }

    /** For {@code SecureRandom.getInstance(algorithm)}. */
    public static SecureRandom secure(String algorithm) {
        Objects.requireNonNull(algorithm);
        return new SteppedSecureRandom();
    }

    /** For {@code SecureRandom.getInstance(algorithm, provider)}. */
    public static SecureRandom secure(String algorithm, String provider) {
        Objects.requireNonNull(provider);
        return secure(algorithm);
    }
}
