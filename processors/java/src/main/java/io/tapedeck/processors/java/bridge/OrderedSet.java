package io.tapedeck.processors.java.bridge;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Set.of} becomes: unmodifiable, without nulls, in the order given. The JDK's order changes with
 * every start of the JVM.
 */
final class OrderedSet<E> extends AbstractSet<E> {
    private final Set<E> elements;

    private OrderedSet(Set<E> elements) {
        this.elements = elements;
    }

    /** The set of {@code elements}, of which no two may be equal. */
    static <E> Set<E> of(E[] elements) {
        Set<E> set = LinkedHashSet.newLinkedHashSet(elements.length);
        for (E element : elements) {
            if (!set.add(Objects.requireNonNull(element))) {
                throw new IllegalArgumentException("duplicate element: " + WorldObjects.text(element));
            }
        }
        return new OrderedSet<>(set);
    }

    /** The set of {@code elements}, of which the first of equal ones stays. */
    @SuppressWarnings("unchecked")
    static <E> Set<E> copyOf(Collection<? extends E> elements) {
        if (elements instanceof OrderedSet<?>) {
            return (Set<E>) elements;
        }
        Object[] copy = elements.toArray();
        Arrays.stream(copy).forEach(Objects::requireNonNull);
        return new OrderedSet<>(new LinkedHashSet<>((Collection<E>) Arrays.asList(copy)));
    }

    @Override
    public Iterator<E> iterator() {
        return Collections.unmodifiableSet(elements).iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.contains(Objects.requireNonNull(element));
    }

    @Override
    public boolean add(E element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addAll(Collection<? extends E> more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(@Nullable Object element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
