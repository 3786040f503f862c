package io.tapedeck.tools.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Tells whether whoever read standard output has gone, though nothing is written that would fail: a command that
 * follows a log which does not grow would else stay for ever behind {@code head}. Asks poll(2); where there is none,
 * it tells nothing.
 */
final class PipeWatch {
    private static final int STANDARD_OUTPUT = 1;
    private static final short POLLERR = 0x0008;
    private static final short POLLHUP = 0x0010;
    /** struct pollfd: int fd, short events, short revents. */
    private static final long REVENTS_AT = 6;

    private final Optional<MethodHandle> poll;
    private final MemorySegment descriptor = Arena.global().allocate(8, 4);

    PipeWatch() {
        poll = link();
        descriptor.set(ValueLayout.JAVA_INT, 0, STANDARD_OUTPUT);
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> link() {
        try {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor signature = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
            return linker.defaultLookup().find("poll").map(address -> linker.downcallHandle(address, signature));
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody reads standard output any more. */
    boolean isClosed() {
        if (poll.isEmpty()) {
            return false;
        }
        try {
            int ready = (int) poll.get().invokeExact(descriptor, 1L, 0);
            short events = descriptor.get(ValueLayout.JAVA_SHORT, REVENTS_AT);
            return ready > 0 && (events & (POLLERR | POLLHUP)) != 0;
        } catch (Throwable e) {
            throw new AssertionError("poll(2) throws nothing", e);
        }
    }
}
