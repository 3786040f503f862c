package io.tapedeck.log;

import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Splits the messages of a log into stream files, each in the log's order. The log is not touched.
 *
 * <p>Where the messages of many files are mixed, the log is read several times, for as many files at once as can be
 * open together.
 */
public final class LogSplitter {
    private static final int OPEN_MAX = 128;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final Path log;
    private final Path folder;
    private final SplitRule rule;
    private final PartNames names = new PartNames();
    private final Map<PartKey, Part> parts = new HashMap<>();
    private final List<Part> order = new ArrayList<>();

    private LogSplitter(Path log, Path folder, SplitRule rule) {
        this.log = log;
        this.folder = folder;
        this.rule = rule;
    }

    /** What the messages of a file have in common: a stream's name, a shard, a day, or the number of the file. */
    private record PartKey(String text, long number) {}

    /**
     * A file that was made.
     *
     * @param file its name in the folder
     * @param messages the number of its messages
     */
    public record Part(Path file, long messages) {}

    /**
     * What was split.
     *
     * @param parts the files, in the order of their first messages
     * @param messages the messages written
     * @param messagesLost those missing from the log, as far as ordinals tell
     * @param complete whether the log lost nothing, as far as it can tell
     * @param damages what is damaged in the log
     */
    public record Report(
            List<Part> parts, long messages, long messagesLost, boolean complete, List<LogSalvage.FileDamage> damages) {
        /** Copies the lists. */
        public Report {
            parts = List.copyOf(parts);
            damages = List.copyOf(damages);
        }
    }

    /**
     * Splits.
     *
     * @param log a folder of segments, or a segment
     * @param folder an empty folder for the files; whoever calls removes them where this fails
     * @param rule which messages go into one file
     * @param progress is told how far each reading of the log is
     * @throws LogException where it is no log
     */
    public static Report split(Path log, Path folder, SplitRule rule, LogProgress progress) throws IOException {
        return new LogSplitter(log, folder, rule).split(progress);
    }

    private Report split(LogProgress progress) throws IOException {
        while (true) {
            try (LogMessages messages = LogMessages.open(log, progress);
                    Pass pass = new Pass()) {
                while (messages.next()) {
                    pass.take(messages.message());
                }
                if (pass.finish()) {
                    LogSalvage read = messages.log();
                    long written = order.stream().mapToLong(Part::messages).sum();
                    return new Report(order, written, read.messagesLost(), read.complete(), read.damages());
                }
            }
        }
    }

    /** One reading of the log. */
    private final class Pass implements AutoCloseable {
        private final Map<PartKey, StreamFileWriter> open = new HashMap<>();
        private final Map<PartKey, Path> files = new HashMap<>();
        private final Set<PartKey> left = new HashSet<>();
        private final List<PartKey> begun = new ArrayList<>();
        private long number;

        void take(MessageRecord record) throws IOException {
            PartKey key = key(record.message());
            if (parts.containsKey(key) || left.contains(key)) {
                return;
            }
            StreamFileWriter writer = open.get(key);
            if (writer == null) {
                if (open.size() >= OPEN_MAX) {
                    left.add(key);
                    return;
                }
                writer = begin(key);
            }
            writer.append(record);
        }

        private PartKey key(EncodedMessage message) throws IOException {
            return switch (rule) {
                case SplitRule.ByStream ignored -> new PartKey(message.stream().name(), 0);
                case SplitRule.ByShard ignored -> new PartKey(message.stream().name(), message.shard());
                case SplitRule.ByDay ignored -> new PartKey("", Math.floorDiv(message.timeNanos(), NANOS_PER_DAY));
                case SplitRule.BySize(long bytes) -> {
                    rollIf(writer -> writer.bytes() >= bytes);
                    yield new PartKey("", number);
                }
                case SplitRule.ByCount(long messages) -> {
                    rollIf(writer -> writer.messages() >= messages);
                    yield new PartKey("", number);
                }
            };
        }

        /** Whether a file is full. */
        private interface Full {
            boolean is(StreamFileWriter writer);
        }

        private void rollIf(Full full) throws IOException {
            PartKey last = new PartKey("", number);
            StreamFileWriter writer = open.get(last);
            if (writer != null && full.is(writer)) {
                close(last);
                number++;
            }
        }

        private StreamFileWriter begin(PartKey key) throws IOException {
            Path file = folder.resolve(name(key));
            StreamFileWriter writer = StreamFileWriter.create(file);
            open.put(key, writer);
            files.put(key, file);
            begun.add(key);
            return writer;
        }

        private String name(PartKey key) {
            return switch (rule) {
                case SplitRule.ByStream ignored -> names.of(key.text, "");
                case SplitRule.ByShard ignored -> names.of(key.text, "@" + key.number);
                case SplitRule.ByDay ignored -> LocalDate.ofEpochDay(key.number) + PartNames.ENDING;
                case SplitRule.BySize ignored -> numbered(key);
                case SplitRule.ByCount ignored -> numbered(key);
            };
        }

        private static String numbered(PartKey key) {
            return String.format(Locale.ROOT, "part-%06d%s", key.number + 1, PartNames.ENDING);
        }

        private void close(PartKey key) throws IOException {
            StreamFileWriter writer = open.remove(key);
            if (writer != null) {
                writer.close();
                parts.put(key, new Part(files.getOrDefault(key, folder), writer.messages()));
            }
        }

        /** Ends the files of this pass; false where some are left for another. */
        boolean finish() throws IOException {
            for (PartKey key : List.copyOf(open.keySet())) {
                close(key);
            }
            begun.forEach(key -> order.add(parts.getOrDefault(key, new Part(folder, 0))));
            return left.isEmpty();
        }

        @Override
        public void close() throws IOException {
            for (StreamFileWriter writer : open.values()) {
                writer.close();
            }
        }
    }
}
