package io.tapedeck.processors.java.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The collectors whose result the JDK hashes, with results in the order of their elements. */
@SuppressWarnings("NonApiType") // as the methods that these replace
public final class WorldCollectors {
    private WorldCollectors() {}

    /** For {@code Collectors.toSet()}. */
    public static <T> Collector<T, ?, Set<T>> toSet() {
        return Collectors.toCollection(LinkedHashSet::new);
    }

    /** For {@code Collectors.toUnmodifiableSet()}. */
    public static <T> Collector<T, ?, Set<T>> toUnmodifiableSet() {
        return Collectors.collectingAndThen(Collectors.toList(), OrderedSet::copyOf);
    }

    /** For {@code Collectors.toMap(key, value)}. */
    public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value) {
        return Collector.of(
                LinkedHashMap::new,
                (map, element) -> putNew(map, key.apply(element), value.apply(element)),
                (map, more) -> {
                    more.forEach((k, v) -> putNew(map, k, v));
                    return map;
                });
    }

    private static <K, U> void putNew(Map<K, U> map, K key, U value) {
        U before = map.putIfAbsent(key, Objects.requireNonNull(value));
        if (before != null) {
            throw new IllegalStateException("Duplicate key " + WorldObjects.text(key) + " (attempted merging values "
                    + WorldObjects.text(before) + " and " + WorldObjects.text(value) + ")");
        }
    }

    /** For {@code Collectors.toMap(key, value, merge)}. */
    public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge) {
        return Collectors.toMap(key, value, merge, LinkedHashMap::new);
    }

    /** For {@code Collectors.toUnmodifiableMap(key, value)}. */
    public static <T, K, U> Collector<T, ?, Map<K, U>> toUnmodifiableMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value) {
        return Collectors.collectingAndThen(toMap(key, value), OrderedMap::copyOf);
    }

    /** For {@code Collectors.toUnmodifiableMap(key, value, merge)}. */
    public static <T, K, U> Collector<T, ?, Map<K, U>> toUnmodifiableMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge) {
        return Collectors.collectingAndThen(toMap(key, value, merge), OrderedMap::copyOf);
    }

    /** For {@code Collectors.groupingBy(classifier)}. */
    public static <T, K> Collector<T, ?, Map<K, List<T>>> groupingBy(Function<? super T, ? extends K> classifier) {
        return groupingBy(classifier, Collectors.toList());
    }

    /** For {@code Collectors.groupingBy(classifier, downstream)}. */
    public static <T, K, A, D> Collector<T, ?, Map<K, D>> groupingBy(
            Function<? super T, ? extends K> classifier, Collector<? super T, A, D> downstream) {
        return Collectors.groupingBy(classifier, LinkedHashMap::new, downstream);
    }

    /** For {@code HashMap.newHashMap(size)}. */
    public static <K, V> HashMap<K, V> newMap(int size) {
        return LinkedHashMap.newLinkedHashMap(size);
    }

    /** For {@code HashSet.newHashSet(size)}. */
    public static <T> HashSet<T> newSet(int size) {
        return LinkedHashSet.newLinkedHashSet(size);
    }
}
