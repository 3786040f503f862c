package io.tapedeck.processors.java.bridge;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ThreadLocal} becomes: a cell, since one thread calls a processor. The JDK's would keep the value, and
 * with it the processor's classes, for as long as the thread lives.
 */
public class SoleThreadLocal<T> {
    private @Nullable T value;
    private boolean isSet;

    /** For {@code new ThreadLocal()}. */
    public SoleThreadLocal() {}

    /** For {@code ThreadLocal.withInitial(supplier)}. */
    public static <S> SoleThreadLocal<S> withInitial(Supplier<? extends S> supplier) {
        return new SoleThreadLocal<>() {
            @Override
            protected @Nullable S initialValue() {
                return supplier.get();
            }
        };
    }

    /** For {@code ThreadLocal.initialValue()}. */
    protected @Nullable T initialValue() {
        return null;
    }

    /** For {@code ThreadLocal.get()}. */
    public @Nullable T get() {
        if (!isSet) {
            set(initialValue());
        }
        return value;
    }

    /** For {@code ThreadLocal.set(value)}. */
    public void set(@Nullable T value) {
        this.value = value;
        isSet = true;
    }

    /** For {@code ThreadLocal.remove()}. */
    public void remove() {
        value = null;
        isSet = false;
    }
}
