package io.tapedeck.log;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Values of every kind, with a liking for edges. */
final class RandomValues {
    private RandomValues() {}

    static Value next(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 9)) {
            case 9 -> list(random, depth - 1);
            case 10 -> map(random, depth - 1);
            default -> scalar(random);
        };
    }

    /** The value made anew: as it was, or with a map in another order, or something in it of another kind. */
    static Value similar(Value value, SplittableRandom random) {
        return switch (value) {
            case ListValue list ->
                Value.list(
                        list.items().stream().map(item -> similar(item, random)).toList());
            case MapValue map -> {
                List<Value> keys = new ArrayList<>(map.entries().keySet());
                if (random.nextInt(3) == 0) {
                    Collections.reverse(keys);
                }
                MapValue.Builder same = MapValue.builder();
                keys.forEach(key -> same.put(key, similar(map.get(key), random)));
                yield same.build();
            }
            case IntegerValue integer when random.nextInt(8) == 0 -> Value.of((double) integer.value());
            case FloatValue number
            when Double.isNaN(number.value()) ->
                Value.of(Double.longBitsToDouble(0x7FF8_0000_0000_0000L | random.nextInt()));
            case FloatValue number when random.nextInt(8) == 0 -> Value.of(-number.value());
            case DecimalValue decimal
            when random.nextInt(8) == 0 ->
                Value.of(decimal.value().setScale(decimal.value().scale() + 1));
            default -> random.nextInt(16) == 0 ? scalar(random) : ValueDecoder.decode(ValueEncoder.encode(value));
        };
    }

    static Value scalar(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> Value.NULL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextLong() >> random.nextInt(64));
            case 3 -> Value.of(integer(random));
            case 4 -> Value.of(random.nextBoolean() ? edge(random) : Double.longBitsToDouble(random.nextLong()));
            case 5 -> Value.of(new BigDecimal(integer(random), random.nextInt(-40, 40)));
            case 6 -> Value.of(text(random));
            case 7 -> Value.of(bytes(random, random.nextInt(40)));
            default -> Value.of(Instant.ofEpochSecond(random.nextLong() >> 30, random.nextInt(1_000_000_000)));
        };
    }

    private static BigInteger integer(SplittableRandom random) {
        return new BigInteger(bytes(random, 1 + random.nextInt(20)).toByteArray());
    }

    private static double edge(SplittableRandom random) {
        double[] edges = {0.0, -0.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, 1e300};
        return edges[random.nextInt(edges.length)];
    }

    static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x800));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    static Bytes bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static Value list(SplittableRandom random, int depth) {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            items.add(next(random, depth));
        }
        return Value.list(items);
    }

    private static Value map(SplittableRandom random, int depth) {
        MapValue.Builder map = MapValue.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(scalar(random), next(random, depth));
        }
        return map.build();
    }
}
