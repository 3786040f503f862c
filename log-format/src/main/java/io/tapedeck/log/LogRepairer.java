package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes every intact record of a log to a new one, in order, under the ordinals it had. Where messages are lost, the
 * new log says so by a {@link LogRecord.Gap}. The original is not touched.
 */
public final class LogRepairer {
    private final LogSalvage source;
    private final LogWriter target;
    private Optional<LogRecord.RunRecord> lastRunStart = Optional.empty();
    private final List<LogSalvage.FileDamage> refused = new ArrayList<>();
    private long records;
    private long messages;

    private LogRepairer(LogSalvage source, LogWriter target) {
        this.source = source;
        this.target = target;
    }

    /**
     * What a repair did.
     *
     * @param logId the new log's identity
     * @param records the records that were saved; those that only repeat others at the head of a segment not counted
     * @param messages the messages among them
     * @param messagesLost the messages that could not be saved, as far as ordinals tell
     * @param complete whether nothing was lost, as far as the log can tell
     * @param damages what was damaged in the original
     */
    public record Report(
            UUID logId,
            long records,
            long messages,
            long messagesLost,
            boolean complete,
            List<LogSalvage.FileDamage> damages) {
        /** Copies the list. */
        public Report {
            damages = List.copyOf(damages);
        }
    }

    /**
     * Repairs a log.
     *
     * @param log a folder of segments, or a segment
     * @param target where the new log is made: one file where it ends in {@code .tape}, else a folder; it must not
     *     exist. Whoever calls removes it where this fails
     * @param progress is told how far it is
     * @throws LogException where nothing can be read
     */
    public static Report repair(Path log, Path target, LogProgress progress) throws IOException {
        Machine machine = Machine.real(LogSettings.of(Durability.FSYNC));
        return repair(log, target, UUID.randomUUID(), machine, progress);
    }

    static Report repair(Path log, Path target, UUID logId, Machine machine, LogProgress progress) throws IOException {
        long bytesTotal = LogProgress.bytesTotal(LogFolder.segments(log));
        try (LogSalvage source = LogSalvage.open(log)) {
            if (!source.next()) {
                throw new LogException.NotALog(log + " holds no intact record; nothing can be saved");
            }
            try (LogWriter writer = begin(log, source, target, logId, machine)) {
                LogRepairer repairer = new LogRepairer(source, writer);
                repairer.copyAll(progress, bytesTotal);
                return repairer.report(writer);
            }
        }
    }

    private Report report(LogWriter writer) {
        List<LogSalvage.FileDamage> damages = new ArrayList<>(source.damages());
        damages.addAll(refused);
        // Ordinals tell of every message; of the controller's records between them only the damage itself does.
        boolean complete = source.complete()
                && refused.isEmpty()
                && (writer.use() == LogUse.STREAMS
                        || damages.stream()
                                .noneMatch(found -> found.damage().kind().losesRecords()));
        return new Report(writer.logId(), records, messages, source.messagesLost() + refused.size(), complete, damages);
    }

    private static LogWriter begin(Path log, LogSalvage source, Path target, UUID logId, Machine machine)
            throws IOException {
        SegmentHeader header = source.header().orElseThrow();
        LogUse use = source.isHeaderIntact() ? header.use() : learnUse(log);
        long firstOrdinal =
                source.firstOrdinal().isPresent() ? source.firstOrdinal().get() : learnFirstOrdinal(log);
        LogSettings settings = LogSettings.of(Durability.FSYNC).withIntervalBytes(header.intervalBytes());
        return LogWriter.createAt(target, use, logId, settings, firstOrdinal, machine);
    }

    /** What a log is for whose header is damaged: its records show it. */
    private static LogUse learnUse(Path log) throws IOException {
        long ordinal = 0;
        try (LogSalvage source = LogSalvage.open(log)) {
            while (source.next()) {
                LogRecord record = source.record();
                boolean replacement = record instanceof LogRecord.MessageRecord message && message.ordinal() == ordinal;
                if (record instanceof LogRecord.RunRecord || record instanceof LogRecord.StepRecord || replacement) {
                    return LogUse.RUN;
                }
                ordinal = record instanceof LogRecord.MessageRecord message ? message.ordinal() : ordinal;
            }
        }
        return LogUse.STREAMS;
    }

    /** The ordinal of the first message or gap of a log; 1 where it has none. */
    private static long learnFirstOrdinal(Path log) throws IOException {
        try (LogSalvage source = LogSalvage.open(log)) {
            while (source.next()) {
                if (source.firstOrdinal().isPresent()) {
                    return source.firstOrdinal().get();
                }
            }
        }
        return 1;
    }

    private void copyAll(LogProgress progress, long bytesTotal) throws IOException {
        do {
            copy(source.record());
            progress.report(source.bytesDone(), bytesTotal);
        } while (source.next());
        noteGap(source.lastOrdinal() + 1);
        target.sync();
    }

    private void copy(LogRecord record) throws IOException {
        switch (record) {
            case LogRecord.MessageRecord message -> copy(message);
            case LogRecord.StepRecord step -> {
                target.append(step);
                records++;
            }
            case LogRecord.RunRecord run -> copy(run);
            case LogRecord.Gap gap -> noteGap(gap.last() + 1);
            case LogRecord.Unknown unknown -> {
                target.append(unknown);
                records++;
            }
            case LogRecord.StreamStart ignored -> {} // the writer names the streams itself
            case LogRecord.SegmentEnd ignored -> {}
        }
    }

    /** A message that no writer would have put here is not saved, whatever its checksum: no reader could find it. */
    private void copy(LogRecord.MessageRecord record) throws IOException {
        noteGap(record.ordinal());
        if (!target.isInOrder(record.ordinal(), record.feedTimeNanos(), record.message())) {
            refused.add(new LogSalvage.FileDamage(
                    source.file(), new Damage(source.position().offset(), source.length(), Damage.Kind.CHECKSUM)));
            return;
        }
        target.append(record.ordinal(), record.feedTimeNanos(), record.message(), record.position());
        messages++;
        records++;
    }

    /** A run start is repeated at the head of each segment; the writer does that for its own segments. */
    private void copy(LogRecord.RunRecord record) throws IOException {
        if (record.kind() == LogRecord.RunRecord.Kind.RUN_START) {
            if (lastRunStart.equals(Optional.of(record))) {
                return;
            }
            lastRunStart = Optional.of(record);
        }
        target.append(record);
        records++;
    }

    private void noteGap(long nextOrdinal) throws IOException {
        if (nextOrdinal > target.ordinal() + 1) {
            target.appendGap(nextOrdinal - 1);
        }
    }
}
