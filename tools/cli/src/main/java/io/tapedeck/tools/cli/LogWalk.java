package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogException;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogSalvage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages of a log from a position on: as long as it is whole, from where its beacons lead, and while it
 * grows; once it meets damage, by a scan from the start that passes over what is damaged.
 */
final class LogWalk implements MessageWalk {
    private final Path log;
    private final Optional<RunPosition> from;
    private Optional<LogReader> reader = Optional.empty();
    private Optional<LogSalvage> salvage = Optional.empty();
    private Optional<MessageRecord> message = Optional.empty();
    private Optional<LogPosition> last = Optional.empty();
    private boolean begun;

    private LogWalk(Path log, Optional<RunPosition> from) {
        this.log = log;
        this.from = from;
        begun = from.isEmpty();
    }

    /**
     * Opens a log before the first message at a position or behind it.
     *
     * @param durableOnly whether to give only what was made durable
     * @throws LogException.NotALog where it is no log
     */
    static LogWalk open(Path log, Optional<RunPosition> from, boolean durableOnly) throws IOException {
        LogWalk walk = new LogWalk(log, from);
        boolean opened = false;
        try {
            walk.begin(durableOnly);
            opened = true;
            return walk;
        } finally {
            if (!opened) {
                walk.close();
            }
        }
    }

    private void begin(boolean durableOnly) throws IOException {
        try {
            LogReader open = LogReader.open(log);
            reader = Optional.of(open);
            if (durableOnly) {
                open.readDurableOnly();
            }
            if (from.isPresent()) {
                from.get().seekIn(open);
            }
        } catch (LogException e) {
            scanFor(e);
        }
    }

    /** Goes on by a scan, if there is any use in it. */
    private void scanFor(LogException e) throws IOException {
        if (!(e instanceof LogException.Corrupt || e instanceof LogException.Truncated)) {
            throw e;
        }
        startScan();
    }

    private void startScan() throws IOException {
        closeReader();
        salvage = Optional.of(LogSalvage.open(log));
    }

    @Override
    public boolean next() throws IOException {
        while (nextMessage()) {
            begun = begun || LogPlaces.isReached(from.orElseThrow(), message());
            if (begun) {
                return true;
            }
        }
        return false;
    }

    private boolean nextMessage() throws IOException {
        if (reader.isPresent()) {
            try {
                return nextWhole(reader.get());
            } catch (LogException e) {
                scanFor(e);
            }
        }
        return nextIntact(salvage.orElseThrow());
    }

    private boolean nextWhole(LogReader whole) throws IOException {
        while (whole.next()) {
            if (whole.record() instanceof MessageRecord found) {
                take(found, whole.position());
                return true;
            }
        }
        return false;
    }

    private boolean nextIntact(LogSalvage scan) throws IOException {
        while (scan.next()) {
            boolean given = last.isPresent() && scan.position().compareTo(last.get()) <= 0;
            if (!given && scan.record() instanceof MessageRecord found) {
                take(found, scan.position());
                return true;
            }
        }
        return false;
    }

    private void take(MessageRecord found, LogPosition position) {
        message = Optional.of(found);
        last = Optional.of(position);
    }

    @Override
    public MessageRecord message() {
        return message.orElseThrow(() -> new IllegalStateException("call next() first"));
    }

    /** A log that is damaged is not followed. */
    @Override
    public boolean canGrow() {
        return reader.isPresent();
    }

    @Override
    public List<DamagedPlace> damages() {
        return salvage.map(LogSalvage::damages).orElse(List.of()).stream()
                .filter(found -> !Damages.isUnfinished(found))
                .map(DamagedPlace::of)
                .toList();
    }

    @Override
    public long messagesLost() {
        return salvage.map(LogSalvage::messagesLost).orElse(0L);
    }

    private void closeReader() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
            reader = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        closeReader();
        if (salvage.isPresent()) {
            salvage.get().close();
        }
    }
}
