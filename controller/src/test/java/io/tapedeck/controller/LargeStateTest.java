package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large state in a process whose heap is bounded: what a checkpoint writes is what changed, be the state as large as it
 * may. The run goes on from its cache, and, killed, from its log. With {@code -Dsweep=full} there are 5,000,000 keys,
 * which takes minutes and some GB of disk, else 50,000. What takes how long is printed and not judged.
 */
class LargeStateTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final int KEYS = FULL ? 5_000_000 : 50_000;
    private static final String HEAP_MAX = FULL ? "-Xmx2500m" : "-Xmx128m";
    /** How many keys are changed between checkpoints that are looked at. */
    private static final List<Integer> CHANGES = FULL ? List.of(1_000, 10_000, 100_000) : List.of(100, 1_000, 10_000);
    /** How many checkpoints of each. */
    private static final int TIMES = 3;

    private static final int FILL_KEYS = 1_000;
    private static final int STREAM_INPUTS = 200;

    /** Encodings of a key of 12 bytes and of a value of 100, each behind a byte for its kind and one for its length. */
    private static final int ENTRY_BYTES = 14 + 102;
    /** What a checkpoint's record holds besides entries, and what the record of a part does. */
    private static final int CHECKPOINT_BYTES_MAX = 512;

    private static final int PART_BYTES = 128 * 1024;
    private static final int PART_BYTES_MAX = PART_BYTES + 512;
    /** Keys are written far apart: the next is this much behind. It has no factor in common with their number. */
    private static final long STRIDE = 7919;

    private static final String JAVA =
            """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Stamps implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    String[] words = message.value().asString().split(" ");
                    if (words[0].equals("sum")) {
                        long sum = 0;
                        for (int i = 0; i < KEYS; i++) {
                            String value = context.state().get(key(i)).asString();
                            sum += (i + 1L) * Long.parseLong(value.substring(0, 10));
                        }
                        context.emit(Value.of(sum));
                    } else {
                        long first = Long.parseLong(words[1]);
                        int count = Integer.parseInt(words[2]);
                        for (int i = 0; i < count; i++) {
                            String stamp = Long.toString(1_000_000_000L + Long.parseLong(words[3]));
                            context.state().put(key((first + i) * STRIDE % KEYS), Value.of(stamp + "x".repeat(90)));
                        }
                    }
                    context.log("through");
                }

                private static Value key(long number) {
                    return Value.of("key " + (10_000_000 + number));
                }
            }
            """.replace("KEYS", Integer.toString(KEYS)).replace("STRIDE", STRIDE + "L");

    private static final String PIPELINE = """
            [pipeline.stamps]
            from = { url = "file://in.txt", follow = true }
            to = "file://out.ndjson"
            checkpoint = "0s"
            [[pipeline.stamps.step]]
            java = "Stamps.java"
            timeout = "0s"
            """;

    @TempDir
    private Path folder;

    /** What each key's value has to be, told by its stamp. */
    private final int[] stamps = new int[KEYS];
    /** How many keys each input changes, by ordinal from 1. */
    private final List<Integer> changes = new ArrayList<>(List.of(0));

    private long nextKey;
    private final List<Process> processes = new ArrayList<>();
    private Child child;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("Stamps.java"), JAVA);
        Files.writeString(folder.resolve("pipeline.toml"), PIPELINE);
        Files.writeString(folder.resolve("in.txt"), "");
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    /** A process of the run; its lines are read until one comes that is waited for. */
    private static final class Child {
        private final Process process;
        private final BufferedReader lines;

        private Child(Process process) {
            this.process = process;
            lines = process.inputReader();
        }

        /** The next line of a kind, split into words. */
        private String[] next(String kind) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("warning")) {
                    System.out.println("LargeStateTest: " + line);
                }
                String[] words = line.split(" ", 3);
                if (words[0].equals(kind)) {
                    return words;
                }
            }
            throw new AssertionError("the process ended before it was " + kind);
        }

        /** Waits for the commit that has an input; returns how long it took, in microseconds. */
        private long awaitCommit(long input) throws IOException {
            String[] committed = next("committed");
            while (Long.parseLong(committed[1]) < input) {
                committed = next("committed");
            }
            return Long.parseLong(committed[2]);
        }
    }

    private void start(String what) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add")
                        || flag.startsWith("--enable-native")
                        || flag.startsWith("--sun-misc")
                        || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of(
                HEAP_MAX,
                "-cp",
                System.getProperty("java.class.path"),
                LargeStateRun.class.getName(),
                what,
                folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        processes.add(process);
        child = new Child(process);
    }

    private void startRun(String from) throws IOException {
        start("run");
        String[] started = child.next("started");
        tell(from + ", at work behind input #" + started[1] + " after " + started[2] + " ms");
    }

    private static void tell(String sentence) {
        System.out.println("LargeStateTest, " + KEYS + " keys of 100 B, " + HEAP_MAX + ": " + sentence);
    }

    /** Has the next keys changed by an input; returns its line. */
    private String change(int keys) {
        int stamp = changes.size();
        String line = "put " + nextKey + " " + keys + " " + stamp + "\n";
        for (int i = 0; i < keys; i++) {
            stamps[(int) (nextKey++ * STRIDE % KEYS)] = stamp;
        }
        changes.add(keys);
        return line;
    }

    private void feed(String lines) throws IOException {
        Files.writeString(folder.resolve("in.txt"), lines, StandardOpenOption.APPEND);
    }

    private int inputs() {
        return changes.size() - 1;
    }

    /** The run is at work. Has it look at all of its state, which has to be what was written. */
    private void assertStateIsWhatWasWritten() throws IOException {
        changes.add(0);
        feed("sum\n");
        child.awaitCommit(inputs());
        long sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += (i + 1L) * (1_000_000_000L + stamps[i]);
        }
        List<String> outputs = Files.readAllLines(folder.resolve("out.ndjson"));
        assertEquals(Long.toString(sum), outputs.getLast());
    }

    private void stop() throws Exception {
        Files.createFile(folder.resolve("stop"));
        assertEquals("STOPPED", child.next("ended")[1]);
        tell("its heap's pools held at most, added up, " + mebibytes(Long.parseLong(child.next("heap")[1])));
        assertEquals(0, child.process.waitFor());
        Files.delete(folder.resolve("stop"));
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }

    private RunFolder runFolder() throws IOException {
        return new RunStore(folder.resolve("runs"))
                .newestOf("stamps")
                .orElseThrow()
                .folder();
    }

    private void tellSizes(String when) throws IOException {
        long logBytes = 0;
        try (Stream<Path> segments = Files.list(runFolder().log())) {
            for (Path segment : segments.toList()) {
                logBytes += Files.size(segment);
            }
        }
        long cacheBytes = Files.size(StateCache.data(runFolder().checkpoint()));
        tell(when + " the log has " + mebibytes(logBytes) + ", the cache " + mebibytes(cacheBytes));
    }

    @Test
    void aCheckpointWritesWhatChanged() throws Exception {
        startRun("new");
        StringBuilder fill = new StringBuilder();
        for (int i = 0; i < KEYS; i += FILL_KEYS) {
            fill.append(change(FILL_KEYS));
        }
        feed(fill.toString());
        long longest = 0;
        for (long took = 0, committed = 0; committed < inputs(); longest = Math.max(longest, took)) {
            String[] words = child.next("committed");
            committed = Long.parseLong(words[1]);
            took = Long.parseLong(words[2]);
        }
        tell("the longest pause while it was filled: " + longest / 1_000 + " ms");
        tellSizes("filled,");
        List<Integer> lookedAt = changeAndWait();
        assertStateIsWhatWasWritten();
        stop();
        tellSizes("stopped,");

        startRun("from the cache");
        assertStateIsWhatWasWritten();
        lookedAt.addAll(changeAndWait());

        int before = inputs();
        for (int i = 0; i < STREAM_INPUTS; i++) {
            feed(change(KEYS / 1_000));
        }
        child.awaitCommit(before + STREAM_INPUTS / 2);
        child.process.destroyForcibly();
        assertNotEquals(0, child.process.waitFor(), "it was at work");
        tellSizes("killed,");
        startRun("killed, from the log");
        assertStateIsWhatWasWritten();
        lookedAt.addAll(changeAndWait());
        stop();

        start("verify");
        String[] verified = child.next("verified");
        assertEquals(List.of(Integer.toString(inputs()), "Optional.empty"), List.of(verified[1], verified[2]));
        tell("verified; the heap's pools held at most, added up, " + mebibytes(Long.parseLong(child.next("heap")[1])));
        assertCheckpointsHoldWhatChanged(lookedAt);
    }

    /** Each change has a checkpoint of its own, as nothing else is there to be fed. */
    private List<Integer> changeAndWait() throws IOException {
        List<Integer> lookedAt = new ArrayList<>();
        for (int keys : CHANGES) {
            List<Long> micros = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                feed(change(keys));
                lookedAt.add(inputs());
                micros.add(child.awaitCommit(inputs()));
            }
            tell("pauses with " + keys + " keys changed: " + micros + " µs");
        }
        return lookedAt;
    }

    /** What a checkpoint wrote, with the parts of changes in front, and the part of a snapshot that stands between. */
    private static final class Written {
        private long entries;
        private long entryBytes;
        private long bytes;
        private long parts;
        private List<Integer> snapshotParts = new ArrayList<>();

        private void add(ChangedEntries changed, int recordBytes) {
            assertEquals(0, changed.removed().length());
            ValueDecoder decoder = new ValueDecoder(changed.written());
            while (decoder.hasMore()) {
                decoder.read();
                decoder.read();
                entries++;
            }
            entryBytes += changed.written().length();
            bytes += recordBytes;
            parts++;
        }
    }

    /** By the last input that each includes. */
    private Map<Long, Written> written() throws IOException {
        Map<Long, Written> all = new TreeMap<>();
        Written written = new Written();
        try (LogReader log = LogReader.open(runFolder().log())) {
            while (log.next()) {
                if (!(log.record() instanceof RunRecord record)) {
                    continue;
                }
                int bytes = ValueEncoder.encode(record.content()).length();
                switch (record.kind()) {
                    case SNAPSHOT -> {
                        switch (StatePart.ofRecord(record)) {
                            case ChangesPart part -> written.add(part.changes(), bytes);
                            case SnapshotPart _ -> written.snapshotParts.add(bytes);
                        }
                    }
                    case CHECKPOINT -> {
                        Checkpoint checkpoint = Checkpoint.ofRecord(record);
                        written.add(checkpoint.states().getFirst().changes(), bytes);
                        // The last of a run that stops tells of nothing, behind one of the same input.
                        all.putIfAbsent(checkpoint.inputs(), written);
                        written = new Written();
                    }
                    default -> {}
                }
            }
        }
        return all;
    }

    private void assertCheckpointsHoldWhatChanged(List<Integer> lookedAt) throws IOException {
        Map<Long, Written> checkpoints = written();
        long before = 0;
        for (Map.Entry<Long, Written> checkpoint : checkpoints.entrySet()) {
            long changed = 0;
            for (long input = before + 1; input <= checkpoint.getKey(); input++) {
                changed += changes.get((int) input);
            }
            before = checkpoint.getKey();
            assertHolds(changed, checkpoint.getValue(), "checkpoint behind input #" + before);
        }
        assertEquals(inputs(), before);
        for (int input : lookedAt) {
            Written written = checkpoints.get((long) input);
            assertEquals((long) changes.get(input), written.entries, "its own checkpoint, of input #" + input);
            assertTrue(written.snapshotParts.size() <= 1, "no more than a part of a snapshot for a commit");
        }
        for (int keys : CHANGES) {
            Written written = checkpoints.get((long) lookedAt.get(CHANGES.indexOf(keys) * TIMES));
            tell("a checkpoint of " + keys + " changed keys: " + written.bytes + " bytes in " + written.parts
                    + " records");
        }
    }

    private static void assertHolds(long changed, Written written, String which) {
        assertEquals(changed, written.entries, which);
        assertEquals(changed * ENTRY_BYTES, written.entryBytes, which);
        assertTrue(
                written.parts <= 1 + changed * ENTRY_BYTES / PART_BYTES,
                () -> which + ": " + written.parts + " records");
        long around = written.bytes - written.entryBytes;
        assertTrue(around <= CHECKPOINT_BYTES_MAX * written.parts, () -> which + ": " + around + " bytes around them");
        assertTrue(
                written.snapshotParts.stream().allMatch(bytes -> bytes <= PART_BYTES_MAX),
                () -> which + ": " + written.snapshotParts);
    }
}
