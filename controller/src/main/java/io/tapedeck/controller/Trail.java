package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The way that a playback came: what takes back each of the last inputs, so that going back costs what they wrote and
 * not a replay. The oldest are forgotten where there are too many of them, or they hold too much.
 */
final class Trail {
    static final int LENGTH_MAX = 200_000;
    private static final long WEIGHT_MAX = 256L << 20;
    private static final long PLAYED_WEIGHT = 200;

    private final ArrayDeque<Played> inputs = new ArrayDeque<>();
    private long weight;

    /**
     * An input that was played.
     *
     * @param ordinal its ordinal
     * @param position where it stands in the log
     * @param code the code that it was processed with
     * @param reversals what takes its writes back, step by step
     * @param weight about how many bytes of memory this keeps
     */
    record Played(
            long ordinal,
            LogPosition position,
            List<ProcessorCode> code,
            List<StateStore.Reversal> reversals,
            long weight) {}

    /** An input was played, and the states are those behind it. */
    void add(RecordedInput recorded, List<ProcessorCode> code, List<StateStore> states) {
        List<StateStore.Reversal> reversals = new ArrayList<>(states.size());
        long holds = PLAYED_WEIGHT;
        for (StateStore state : states) {
            StateStore.Reversal reversal = state.reversal();
            reversals.add(reversal);
            for (Optional<Value> before : reversal.before().values()) {
                holds += PLAYED_WEIGHT + before.map(Trail::weight).orElse(0L);
            }
        }
        inputs.addLast(
                new Played(recorded.input().ordinal(), recorded.logPosition(), code, List.copyOf(reversals), holds));
        weight += holds;
        while (inputs.size() > LENGTH_MAX || weight > WEIGHT_MAX && inputs.size() > 1) {
            weight -= inputs.removeFirst().weight();
        }
    }

    /** The inputs known. */
    int length() {
        return inputs.size();
    }

    /** The ordinal of the first known input. */
    long first() {
        return inputs.getFirst().ordinal();
    }

    /** Takes over the way that leads to the first known input: as much of its end as there is room for. */
    void lengthen(Trail earlier) {
        Iterator<Played> backward = earlier.inputs.descendingIterator();
        while (backward.hasNext() && inputs.size() < LENGTH_MAX && weight < WEIGHT_MAX) {
            Played played = backward.next();
            inputs.addFirst(played);
            weight += played.weight();
        }
    }

    /** Whether an input, or one before it, is known still, with all that follow. */
    boolean reaches(long ordinal) {
        return !inputs.isEmpty()
                && inputs.getFirst().ordinal() <= ordinal
                && inputs.getLast().ordinal() >= ordinal;
    }

    /** The ordinal of the last known input before one. */
    Optional<Long> before(long ordinal) {
        Iterator<Played> backward = inputs.descendingIterator();
        while (backward.hasNext()) {
            Played played = backward.next();
            if (played.ordinal() < ordinal) {
                return Optional.of(played.ordinal());
            }
        }
        return Optional.empty();
    }

    /** Takes back all inputs at an ordinal or behind it. Returns the first of them. */
    Played takeBack(long ordinal, List<StateStore> states) {
        Played first = inputs.getLast();
        while (!inputs.isEmpty() && inputs.getLast().ordinal() >= ordinal) {
            first = inputs.removeLast();
            weight -= first.weight();
            for (int i = 0; i < states.size(); i++) {
                states.get(i).revert(first.reversals().get(i));
            }
        }
        return first;
    }

    /** About how many bytes of memory a value takes. */
    private static long weight(Value value) {
        return switch (value) {
            case StringValue(String text) -> 40L + text.length();
            case BytesValue(Bytes bytes) -> 40L + bytes.length();
            case ListValue(List<Value> items) ->
                40L + items.stream().mapToLong(Trail::weight).sum();
            case MapValue map ->
                map.entries().entrySet().stream()
                        .mapToLong(entry -> 60 + weight(entry.getKey()) + weight(entry.getValue()))
                        .sum();
            default -> 24;
        };
    }

    void clear() {
        inputs.clear();
        weight = 0;
    }
}
