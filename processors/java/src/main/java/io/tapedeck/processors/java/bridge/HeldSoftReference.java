package io.tapedeck.processors.java.bridge;

import org.jspecify.annotations.Nullable;

/** What {@link java.lang.ref.SoftReference} becomes. */
public class HeldSoftReference<T> extends HeldReference<T> {
    /** For {@code new SoftReference(referent)}. */
    public HeldSoftReference(@Nullable T referent) {
        super(referent);
    }

    /** For {@code new SoftReference(referent, queue)}. */
    public HeldSoftReference(@Nullable T referent, @Nullable EmptyReferenceQueue<? super T> queue) {
        super(referent);
    }
}
