package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log to be damaged, as it was written.
 *
 * @param name for people
 * @param files the bytes of its files, by name; a log of one file has one
 * @param earlier what the files were at times while the log grew
 * @param written what its writer was given, in order
 * @param durable how many of those are below the durable mark
 * @param contiguous whether the sequences of each stream have no gaps
 */
record DamageSubject(
        String name,
        TreeMap<String, byte[]> files,
        List<Map<String, byte[]>> earlier,
        List<LogRecord> written,
        int durable,
        boolean contiguous) {
    private static final long SEED = Long.getLong("seed", 1);

    /** The names of the subjects. */
    static final List<String> NAMES = List.of(
            "run", "streams", "sparse", "turns", "large", "folder", "packed", "packed-folder", "unfinished", "zeros");

    static DamageSubject make(String name, TestFolder folder) throws IOException {
        return make(name, folder, SEED);
    }

    /** Another log of the same shape, with other records. */
    static DamageSubject makeOther(String name, TestFolder folder) throws IOException {
        return make(name, folder, SEED + 1);
    }

    private static DamageSubject make(String name, TestFolder folder, long seed) throws IOException {
        return switch (name) {
            case "run" -> new Maker(name, folder, seed, LogUse.RUN, 512, 4, 300, true).sealed(34);
            case "streams" -> new Maker(name, folder, seed, LogUse.STREAMS, 1024, 3, 400, true).sealed(36);
            case "sparse" -> new Maker(name, folder, seed, LogUse.STREAMS, 1024, 5, 300, false).sealed(40);
            case "turns" -> new Maker(name, folder, seed, LogUse.STREAMS, 2048, 12, 300, true).sealed(56);
            case "large" -> new Maker(name, folder, seed, LogUse.RUN, 512, 3, 4000, true).sealed(24);
            case "folder" -> new Maker(name, folder, seed, LogUse.RUN, 512, 4, 300, true).segments(40);
            case "packed" ->
                new Maker(name, folder, seed, LogUse.RUN, 512, 4, 300, true)
                        .sealed(40)
                        .packed(folder);
            case "packed-folder" ->
                new Maker(name, folder, seed, LogUse.STREAMS, 512, 4, 300, true)
                        .segments(30)
                        .packed(folder);
            case "unfinished" -> new Maker(name, folder, seed, LogUse.RUN, 512, 4, 300, true).unfinished(24, 10, 0);
            case "zeros" -> new Maker(name, folder, seed, LogUse.STREAMS, 512, 4, 300, true).unfinished(20, 6, 1500);
            default -> throw new IllegalArgumentException(name);
        };
    }

    boolean inFolder() {
        return files.size() > 1;
    }

    boolean isSealed() {
        return durable == written.size();
    }

    /** Writes the files of a log, its own or damaged ones, and returns the log. */
    static Path write(Path folder, Map<String, byte[]> files) throws IOException {
        if (files.size() == 1 && !files.containsKey("000000.tape")) {
            return Files.write(
                    folder.resolve("a copy under another name"),
                    files.values().iterator().next());
        }
        Path log = Files.createDirectories(folder.resolve("log"));
        for (Path before : LogFolder.segments(log)) {
            Files.delete(before);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(log.resolve(file.getKey()), file.getValue());
        }
        return log;
    }

    private DamageSubject packed(TestFolder folder) throws IOException {
        Path log = write(folder.path(), files);
        LogCompactor.pack(log, new DeflateCodec(), 6, LogProgress.NONE);
        return new DamageSubject(name, read(log), List.of(), written, durable, contiguous);
    }

    private static TreeMap<String, byte[]> read(Path log) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (Path file : LogFolder.segments(log)) {
            files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return files;
    }

    /** Writes subjects. */
    private static final class Maker {
        private final String name;
        private final TestFolder folder;
        private final long seed;
        private final LogUse use;
        private final LogSettings settings;
        private final RandomLog log;
        private final boolean contiguous;
        private final List<Map<String, byte[]>> earlier = new ArrayList<>();

        Maker(
                String name,
                TestFolder folder,
                long seed,
                LogUse use,
                int intervalBytes,
                int streams,
                int payloadMax,
                boolean contiguous) {
            this.name = name;
            this.folder = folder;
            this.seed = seed;
            this.use = use;
            this.contiguous = contiguous;
            settings = LogSettings.of(Durability.OS)
                    .withIntervalBytes(intervalBytes)
                    .withSegmentBytes(1_800);
            log = new RandomLog(seed + name.hashCode(), use, streams, payloadMax, contiguous);
        }

        DamageSubject sealed(int count) throws IOException {
            Path file = folder.path("making.tape");
            try (LogWriter writer = LogWriter.createFile(file, use, RandomLog.id(seed), settings)) {
                grow(writer, file, count);
            }
            return subject(file, log.written.size());
        }

        DamageSubject segments(int count) throws IOException {
            Path path = folder.path("making");
            try (LogWriter writer = LogWriter.create(path, use, RandomLog.id(seed), settings)) {
                if (use == LogUse.RUN) {
                    writer.append(new LogRecord.RunRecord(
                            LogRecord.RunRecord.Kind.RUN_START, Value.map("run", Value.of(name))));
                }
                grow(writer, path, count);
            }
            DamageSubject subject = subject(path, log.written.size());
            List<LogRecord> all = new ArrayList<>();
            RandomLog.read(path).forEach(written -> all.add(written.record()));
            return new DamageSubject(name, subject.files, earlier, all, all.size(), contiguous);
        }

        /** A log of which the mark tells less than there is, with {@code zeros} bytes filled ahead. */
        DamageSubject unfinished(int durable, int more, int zeros) throws IOException {
            Path file = folder.path("making.tape");
            LogWriter writer = LogWriter.createFile(file, use, RandomLog.id(seed), settings);
            grow(writer, file, durable);
            writer.sync();
            byte[] header = Arrays.copyOf(Files.readAllBytes(file), SegmentHeader.LENGTH);
            int kept = log.written.size();
            grow(writer, file, more);
            writer.sync();
            writer.abandon();
            byte[] bytes = Files.readAllBytes(file);
            System.arraycopy(header, 0, bytes, 0, header.length);
            Files.write(file, Arrays.copyOf(bytes, zeros > 0 ? bytes.length + zeros : bytes.length - 13));
            earlier.removeIf(one -> one.values().iterator().next().length > bytes.length);
            return subject(file, kept);
        }

        private void grow(LogWriter writer, Path path, int count) throws IOException {
            for (int i = 0; i < count; i += 2) {
                log.write(writer, 2);
                writer.sync();
                earlier.add(read(path));
            }
        }

        private DamageSubject subject(Path path, int durable) throws IOException {
            List<LogRecord> written =
                    log.written.stream().map(RandomLog.Written::record).toList();
            return new DamageSubject(name, read(path), earlier, written, durable, contiguous);
        }
    }
}
