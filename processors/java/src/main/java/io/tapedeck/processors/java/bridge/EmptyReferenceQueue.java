package io.tapedeck.processors.java.bridge;

import org.jspecify.annotations.Nullable;

/** What {@link java.lang.ref.ReferenceQueue} becomes: nothing is ever collected, so nothing comes. */
public class EmptyReferenceQueue<T> {
    /** For {@code new ReferenceQueue()}. */
    public EmptyReferenceQueue() {}

    /** For {@code ReferenceQueue.poll()}. */
    public @Nullable HeldReference<? extends T> poll() {
        return null;
    }
}
