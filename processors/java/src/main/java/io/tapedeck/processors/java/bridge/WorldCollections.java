package io.tapedeck.processors.java.bridge;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Collections in insertion order, for the calls whose order would differ between runs. */
public final class WorldCollections {
    private WorldCollections() {}

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set() {
        return OrderedSet.of((E[]) new Object[] {});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1) {
        return OrderedSet.of((E[]) new Object[] {e1});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2) {
        return OrderedSet.of((E[]) new Object[] {e1, e2});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5, E e6) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5, e6});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5, E e6, E e7) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5, e6, e7});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5, e6, e7, e8});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5, e6, e7, e8, e9});
    }

    /** For {@code Set.of}. */
    @SuppressWarnings("unchecked")
    public static <E> Set<E> set(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9, E e10) {
        return OrderedSet.of((E[]) new Object[] {e1, e2, e3, e4, e5, e6, e7, e8, e9, e10});
    }

    /** For {@code Set.of}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E> Set<E> set(E... elements) {
        return OrderedSet.of(elements);
    }

    /** For {@code Set.copyOf}. */
    public static <E> Set<E> copy(Collection<? extends E> elements) {
        return OrderedSet.copyOf(elements);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map() {
        return OrderedMap.of();
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1) {
        return OrderedMap.of(k1, v1);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1, K k2, V v2) {
        return OrderedMap.of(k1, v1, k2, v2);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1, K k2, V v2, K k3, V v3) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7, K k8, V v8) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9);
    }

    /** For {@code Map.of}. */
    public static <K, V> Map<K, V> map(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9,
            K k10,
            V v10) {
        return OrderedMap.of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9, k10, v10);
    }

    /** For {@code Map.ofEntries}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K, V> Map<K, V> mapOfEntries(Map.Entry<? extends K, ? extends V>... entries) {
        return OrderedMap.ofEntries(Arrays.asList(entries));
    }

    /** For {@code Map.copyOf}. */
    public static <K, V> Map<K, V> copy(Map<? extends K, ? extends V> map) {
        return OrderedMap.copyOf(map);
    }
}
