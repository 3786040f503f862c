package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What a live run needs of the machine besides its connections; tests bring a clock that is set back, and a disk that
 * fails.
 *
 * @param clock the time in nanoseconds since 1970
 * @param logs who writes the log
 */
record RunMachine(LongSupplier clock, Logs logs) {
    /** This machine. */
    static final RunMachine REAL = new RunMachine(Times::now, new DiskLogs());

    /** Opens logs to write to. */
    interface Logs {
        /** Begins a run's log in a folder. */
        LogWriter create(Path folder, UUID run, LogSettings settings) throws IOException;

        /** Goes on with the log in a folder; its segments to come begin with {@code runStart}. */
        LogWriter resume(Path folder, RunRecord runStart, LogSettings settings) throws IOException;
    }

    private static final class DiskLogs implements Logs {
        @Override
        public LogWriter create(Path folder, UUID run, LogSettings settings) throws IOException {
            return LogWriter.create(folder, LogUse.RUN, run, settings);
        }

        @Override
        public LogWriter resume(Path folder, RunRecord runStart, LogSettings settings) throws IOException {
            return LogWriter.resume(folder, Optional.of(runStart), settings);
        }
    }
}
