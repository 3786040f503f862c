package io.tapedeck.tools.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a pipeline can write numbers to: streams, each with a name. */
interface NumberSink {
    /** Makes an empty one. */
    void create(String name) throws Exception;

    /** What a pipeline's {@code to} says to write to one; where that may be one or the other, by chance. */
    String to(String name, Random random);

    /** What has a number to be written, as an expression of Java. */
    default String outputOf(String number) {
        return number;
    }

    /** The numbers that one has for who reads what is committed, in any order. */
    List<Integer> numbers(String name) throws Exception;

    /** Those of them that a reader has who leaves out what came before under the same effect id. */
    default List<Integer> numbersById(String name) throws Exception {
        return numbers(name);
    }

    /** A number, and the effect id under which it came. */
    record Arrival(String effectId, int number) {}

    /** The numbers without those that came before under the same id; one id, one number. */
    static List<Integer> byId(Collection<Arrival> arrivals) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            Integer before = numbers.putIfAbsent(arrival.effectId(), arrival.number());
            if (before != null && before != arrival.number()) {
                throw new AssertionError(before + " came before as " + arrival);
            }
        }
        return List.copyOf(numbers.values());
    }
}
