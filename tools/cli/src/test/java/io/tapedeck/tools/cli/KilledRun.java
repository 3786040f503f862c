package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogRecord.StepRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A run that was killed, which can be damaged again and again. */
final class KilledRun implements AutoCloseable {
    private static final long LOG_BYTES = 1_500_000;
    /** Kinds of damage that take no record. */
    private static final Set<String> NOTHING_LOST = Set.of("beacon", "unfinished");

    private final Path folder;
    private final Path original;
    private final SumsPipeline sums;
    private final InProcess tapedeck;

    /** Runs it in a folder, and kills it. */
    KilledRun(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        original = Files.createDirectory(folder.resolve("original"));
        sums = new SumsPipeline(folder, "file://out.ndjson", "runs");
        Process process = new Shelled(folder).start(sums.command());
        while (process.isAlive() && logBytes() < LOG_BYTES) {
            Thread.sleep(5);
        }
        process.destroyForcibly();
        assertEquals(137, process.waitFor(), "the run was killed before its end");
        copy(folder, original);
        tapedeck = new InProcess(folder);
    }

    private long logBytes() throws IOException {
        return Files.exists(folder.resolve("runs/sums")) && runs() > 0 && Files.exists(segment())
                ? Files.size(segment())
                : 0;
    }

    private long runs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs/sums"))) {
            return runs.filter(Files::isDirectory).count();
        }
    }

    /** The log's folder. */
    private Path log() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs/sums"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().resolve("log");
        }
    }

    /** The log's only segment. */
    Path segment() throws IOException {
        return log().resolve("000000.tape");
    }

    /** Everything as it was when the run was killed. */
    void restore() throws IOException {
        for (String name : List.of("runs", "repaired")) {
            delete(folder.resolve(name));
        }
        copy(original, folder);
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The run, and what its sink holds. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = from.relativize(file);
                if (name.startsWith("runs") || name.toString().startsWith("out.")) {
                    Path target = to.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Runs it again. */
    Shelled.Result run(String... more) throws IOException {
        return tapedeck.run(sums.command(more));
    }

    void assertGoesOn() throws IOException {
        sums.assertCompletes(tapedeck);
    }

    void assertOnce() throws IOException {
        sums.assertOnce(tapedeck);
    }

    /** What {@code log verify} says. */
    JsonNode verified() throws IOException {
        return tapedeck.run("log", "verify", log().toString(), "--json").json();
    }

    long durableTo() throws IOException {
        return verified().get("durable_to").asLong();
    }

    /** Where the records of a kind stand. */
    List<Long> offsets(RunRecord.Kind kind) throws IOException {
        return offsets(record -> record instanceof RunRecord run && run.kind() == kind);
    }

    /** Where the outcomes of the inputs stand. */
    List<Long> offsetsOfSteps() throws IOException {
        return offsets(StepRecord.class::isInstance);
    }

    private List<Long> offsets(Predicate<LogRecord> wanted) throws IOException {
        List<Long> offsets = new ArrayList<>();
        try (LogReader reader = LogReader.open(log())) {
            while (reader.next()) {
                if (wanted.test(reader.record())) {
                    offsets.add(reader.position().offset());
                }
            }
        }
        return offsets;
    }

    void cut(long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.setLength(bytes);
        }
    }

    /** Changes a bit. */
    void flip(long offset, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.seek(offset);
            int before = file.read();
            file.seek(offset);
            file.write(before ^ 1 << random.nextInt(8));
        }
    }

    /** Puts a repaired log in the place of this one, as a run that cannot go on says. */
    void repair() throws IOException {
        boolean lost = verified().findValuesAsText("kind").stream().anyMatch(kind -> !NOTHING_LOST.contains(kind));
        Path repaired = folder.resolve("repaired");
        Shelled.Result result = tapedeck.run("log", "repair", log().toString(), "--out", repaired.toString());
        assertEquals(lost ? 3 : 0, result.exit(), result.toString());
        Path log = log();
        Files.move(log, log.resolveSibling("damaged"));
        Files.move(repaired, log);
    }

    @Override
    public void close() {
        tapedeck.close();
    }
}
