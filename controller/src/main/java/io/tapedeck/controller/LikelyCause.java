package io.tapedeck.controller;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is likely behind a difference of outputs, by how they differ. It is a guess, and worded as one.
 *
 * @param sentence the guess
 * @param suspects what code looks like that does such a thing
 */
record LikelyCause(String sentence, Optional<Pattern> suspects) {
    private static final LikelyCause ORDER = new LikelyCause(
            "the same values in another order: the code iterates over a set or map whose order is not fixed",
            "\\b(set|frozenset|keys|values|items)\\(|HashSet|HashMap|KeySet|\\b(Set|Map)\\.|entrySet");
    private static final LikelyCause OBJECT = new LikelyCause(
            "an object's identity is in the text: its default toString, repr or hash code",
            "\\b(id|repr|str|hash|format)\\(|toString|[hH]ashCode|valueOf|AssertionError");
    private static final LikelyCause CLOCK = new LikelyCause(
            "a time is another: the code asks a clock that is not recorded",
            "\\b(now|today|time|localtime|gmtime)\\(|\\bDate\\b|currentTime|nanoTime|Clock|Zone");
    private static final LikelyCause LAST_DIGITS = new LikelyCause(
            "floats differ in their last digits: a sum or a function in another order, or of another library",
            "\\bf?sum\\(|\\b[mM]ath\\.|reduce|\\*\\*");
    private static final LikelyCause ELSEWHERE = new LikelyCause(
            "the code draws on something that is not recorded, such as state outside the keyed store; "
                    + "./tapedeck check FILE --determinism tries that out",
            "\\b(global|nonlocal|lru_cache|cache)\\b|\\bstatic\\b(?!.*(\\bfinal\\b|\\bclass\\b|\\())");

    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{3,16}\\b|0x[0-9a-f]{6,16}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\b\\d{2}:\\d{2}(:\\d{2})?\\b");
    private static final double ROUNDING = 1e-9;

    private LikelyCause(String sentence, String suspects) {
        this(sentence, Optional.of(Pattern.compile(suspects)));
    }

    /** A cause that is known from what was compared; nothing in the code is suspected of it. */
    static LikelyCause known(String sentence) {
        return new LikelyCause(sentence, Optional.empty());
    }

    /** A difference of two leaves. */
    private record Pair(Value recorded, Value replayed) {}

    static LikelyCause of(Value recorded, Value replayed) {
        if (isReordered(recorded, replayed)) {
            return ORDER;
        }
        List<Pair> leaves = new ArrayList<>();
        collect(recorded, replayed, leaves);
        if (!leaves.isEmpty() && leaves.stream().allMatch(pair -> isText(pair, IDENTITY))) {
            return OBJECT;
        }
        if (!leaves.isEmpty() && leaves.stream().allMatch(LikelyCause::isTime)) {
            return CLOCK;
        }
        if (!leaves.isEmpty() && leaves.stream().allMatch(LikelyCause::isRounding)) {
            return LAST_DIGITS;
        }
        return ELSEWHERE;
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
