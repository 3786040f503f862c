package io.tapedeck.processors.java.bridge;

import org.jspecify.annotations.Nullable;

/** What {@link java.lang.ref.WeakReference} becomes. */
public class HeldWeakReference<T> extends HeldReference<T> {
    /** For {@code new WeakReference(referent)}. */
    public HeldWeakReference(@Nullable T referent) {
        super(referent);
    }

    /** For {@code new WeakReference(referent, queue)}. */
    public HeldWeakReference(@Nullable T referent, @Nullable EmptyReferenceQueue<? super T> queue) {
        super(referent);
    }
}
