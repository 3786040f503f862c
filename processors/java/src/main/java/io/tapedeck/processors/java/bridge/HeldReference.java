package io.tapedeck.processors.java.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What {@link java.lang.ref.Reference} becomes: a reference that holds what it refers to until it is cleared. When
 * the collector would clear it differs between runs.
 */
public abstract class HeldReference<T> {
    private @Nullable T referent;

    HeldReference(@Nullable T referent) {
        this.referent = referent;
    }

    /** For {@code Reference.get()}. */
    public @Nullable T get() {
        return referent;
    }

    /** For {@code Reference.refersTo(object)}. */
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public final boolean refersTo(@Nullable T object) {
        return referent == object;
    }

    /** For {@code Reference.clear()}. */
    public void clear() {
        referent = null;
    }

    /** For {@code Reference.enqueue()}: queues stay empty. */
    public boolean enqueue() {
        clear();
        return false;
    }

    /** For {@code Reference.reachabilityFence(object)}. */
    public static void reachabilityFence(@Nullable Object object) {
        // What is held needs no fence.
    }
}
