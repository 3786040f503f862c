package io.tapedeck.log;

import java.util.function.LongSupplier;

/**
 * What a writer needs of the machine; tests bring a disk that fails, and the vectors a clock that stands.
 *
 * @param storage where files are changed
 * @param clock the time in nanoseconds since 1970, for the headers of segments
 */
record Machine(LogStorage storage, LongSupplier clock) {
    /** This one. */
    static Machine real(LogSettings settings) {
        LogStorage storage = settings.visibility() == Visibility.APPEND ? MappedStorage.INSTANCE : DiskStorage.INSTANCE;
        return new Machine(storage, Times::now);
    }
}
