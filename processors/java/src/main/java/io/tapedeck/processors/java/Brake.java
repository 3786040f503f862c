package io.tapedeck.processors.java;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the call in progress of one host, from another thread or from within: once pulled, every check throws
 * until it is released. An unpulled brake costs a check one volatile read.
 */
public final class Brake {
    private volatile @Nullable Stop stop;

    /** A brake that is not pulled. */
    public Brake() {}

    void pull(Stop reason) {
        stop = reason;
    }

    void release() {
        if (stop != null) {
            stop = null;
        }
    }

    @Nullable
    Stop pulled() {
        return stop;
    }

    /** Throws if the brake is pulled. */
    public void check() {
        if (stop != null) {
            throwStop();
        }
    }

    /**
     * Throws on what the processor must not catch: a stop, and the errors whose place differs between runs
     * (a stack overflow, a full heap), be it that the JDK kept them as suppressed by another.
     */
    public void caught(Throwable thrown) {
        check();
        if (thrown instanceof VirtualMachineError error) {
            throw error;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    /** Pulls the brake because the code came to a call that is refused. */
    public void refuse(String message) {
        pull(new Stop(Stop.Reason.REFUSED, message, Optional.empty()));
        throwStop();
    }

    /**
     * The first throw takes the trace, which shows where the code was; the others throw the same again, since
     * a trace at each of many thousand frames would take seconds.
     */
    private void throwStop() {
        Stop reason = stop;
        if (reason == null) {
            return;
        }
        if (!reason.isThrown()) {
            reason = reason.thrownHere();
            stop = reason;
        }
        throw reason;
    }
}
