package io.tapedeck.controller;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is likely behind a difference of outputs, by how they differ. It is a guess, and worded as one. */
final class LikelyCause {
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{3,16}\\b|0x[0-9a-f]{6,16}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\b\\d{2}:\\d{2}(:\\d{2})?\\b");
    private static final double ROUNDING = 1e-9;

    private LikelyCause() {}

    /** A difference of two leaves. */
    private record Pair(Value recorded, Value replayed) {}

    static String of(Value recorded, Value replayed) {
        if (isReordered(recorded, replayed)) {
            return "the same values in another order: the code iterates over a set or map whose order is not fixed";
        }
        List<Pair> leaves = new ArrayList<>();
        collect(recorded, replayed, leaves);
        if (!leaves.isEmpty() && leaves.stream().allMatch(pair -> isText(pair, IDENTITY))) {
            return "an object's identity is in the text: its default toString, repr or hash code";
        }
        if (!leaves.isEmpty() && leaves.stream().allMatch(LikelyCause::isTime)) {
            return "a time is another: the code asks a clock that is not recorded";
        }
        if (!leaves.isEmpty() && leaves.stream().allMatch(LikelyCause::isRounding)) {
            return "floats differ in their last digits: a sum or a function in another order, or of another library";
        }
        return "the code draws on something that is not recorded, such as state outside the keyed store; "
                + "./tapedeck check FILE --determinism tries that out";
    }

    private static void collect(Value recorded, Value replayed, List<Pair> leaves) {
        if (recorded.equals(replayed)) {
            return;
        }
        if (recorded instanceof ListValue one
                && replayed instanceof ListValue other
                && one.asList().size() == other.asList().size()) {
            for (int i = 0; i < one.asList().size(); i++) {
                collect(one.asList().get(i), other.asList().get(i), leaves);
            }
        } else if (recorded instanceof MapValue one
                && replayed instanceof MapValue other
                && one.entries().keySet().equals(other.entries().keySet())) {
            one.entries().forEach((key, value) -> collect(value, other.get(key), leaves));
        } else {
            leaves.add(new Pair(recorded, replayed));
        }
    }

    private static boolean isReordered(Value recorded, Value replayed) {
        return recorded.equals(replayed) || sorted(recorded).equals(sorted(replayed));
    }

    /** The value with its lists in an order of their own, and its maps too. */
    private static String sorted(Value value) {
        return switch (value) {
            case ListValue list ->
                list.asList().stream()
                        .map(LikelyCause::sorted)
                        .sorted()
                        .toList()
                        .toString();
            case MapValue map ->
                map.entries().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + sorted(entry.getValue()))
                        .sorted()
                        .toList()
                        .toString();
            default -> value.toString();
        };
    }

    private static boolean isText(Pair pair, Pattern pattern) {
        String one = pair.recorded.toString();
        String other = pair.replayed.toString();
        return pattern.matcher(one).find()
                && pattern.matcher(one)
                        .replaceAll("")
                        .equals(pattern.matcher(other).replaceAll(""));
    }

    private static boolean isTime(Pair pair) {
        return pair.recorded.kind().equals("time") && pair.replayed.kind().equals("time")
                || TIME.matcher(pair.recorded.toString()).find()
                        && TIME.matcher(pair.replayed.toString()).find();
    }

    private static boolean isRounding(Pair pair) {
        if (!pair.recorded.kind().equals("float") || !pair.replayed.kind().equals("float")) {
            return false;
        }
        double one = pair.recorded.asDouble();
        double other = pair.replayed.asDouble();
        return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }
}
