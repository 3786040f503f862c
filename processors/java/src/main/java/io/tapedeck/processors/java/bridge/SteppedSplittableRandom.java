package io.tapedeck.processors.java.bridge;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/**
 * What {@link SplittableRandom} becomes, wherever a processor names it. Without a seed it keeps no state but
 * draws from the step's own generator; with one it gives the stream of the JDK's.
 */
public final class SteppedSplittableRandom implements SplittableGenerator {
    private final RandomGenerator generator;

    /** For {@code new SplittableRandom()}. */
    public SteppedSplittableRandom() {
        this(WorldRandom.generator());
    }

    /** For {@code new SplittableRandom(seed)}. */
    public SteppedSplittableRandom(long seed) {
        this(new SplittableRandom(seed));
    }

    private SteppedSplittableRandom(RandomGenerator generator) {
        this.generator = generator;
    }

    /** For {@code SplittableRandom.split()}. */
    @Override
    public SteppedSplittableRandom split() {
        return generator instanceof SplittableGenerator splittable
                ? new SteppedSplittableRandom(splittable.split())
                : this;
    }

    /** For {@code SplittableRandom.split(source)}. */
    @Override
    public SteppedSplittableRandom split(SplittableGenerator source) {
        return generator instanceof SplittableGenerator splittable
                ? new SteppedSplittableRandom(splittable.split(source))
                : new SteppedSplittableRandom(source.nextLong());
    }

    @Override
    public Stream<SplittableGenerator> splits() {
        return splits(this);
    }

    @Override
    public Stream<SplittableGenerator> splits(long size) {
        return splits(size, this);
    }

    @Override
    public Stream<SplittableGenerator> splits(SplittableGenerator source) {
        return Stream.generate(() -> split(source));
    }

    @Override
    public Stream<SplittableGenerator> splits(long size, SplittableGenerator source) {
        return splits(source).limit(size);
    }

    @Override
    public int nextInt() {
        return generator.nextInt();
    }

    @Override
    public long nextLong() {
        return generator.nextLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        generator.nextBytes(bytes);
    }
}
