package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state in the log: deltas in checkpoints, and snapshots between other records. */
final class CheckpointTest {
    private static final int INPUTS = 60_000;
    private static final int KEYS = 3_000;

    /** Writes, overwrites and removes keys, and now and then tells of the first ones in the order of iteration. */
    private static final String JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;
            import java.util.*;

            public final class Churn implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    KeyValueStore state = context.state();
                    Value key = number % 2 == 0 ? Value.of(number % KEYS) : Value.of("k" + number * 7919 % KEYS);
                    state.put(key, Value.of(number + "/" + (state.has(key) ? state.get(key) : "")));
                    if (state.get(key).asString().length() > 200) {
                        state.remove(key);
                    }
                    if (number % 3 == 0) {
                        state.remove(Value.of(number * 31 % KEYS));
                    }
                    if (number % 500 == 0) {
                        List<Value> first = new ArrayList<>();
                        for (Map.Entry<Value, Value> entry : state.entries()) {
                            first.add(entry.getKey());
                            if (first.size() == 50) {
                                break;
                            }
                        }
                        context.emit(Value.list(first));
                    }
                }
            }
            """.replace("KEYS", Integer.toString(KEYS));

    private static final String PYTHON = """
            def process(message, context):
                number = message.value
                state = context.state
                key = number % KEYS if number % 2 == 0 else f"k{number * 7919 % KEYS}"
                history = state.get(key)
                if history is None:
                    state[key] = [number]
                else:
                    history.append(number)
                if len(state[key]) > 20:
                    del state[key]
                if number % 3 == 0:
                    state.pop(number * 31 % KEYS, None)
                if number % 500 == 0:
                    return [key for key, _ in zip(state, range(50))]
            """.replace("KEYS", Integer.toString(KEYS));

    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @AfterEach
    void stop() {
        tapedeck.close();
    }

    @BeforeEach
    void write() throws IOException {
        tapedeck = Shelled.staying(folder);
        tapedeck.write("Churn.java", JAVA);
        tapedeck.write("churn.py", PYTHON);
        append(0, INPUTS);
    }

    private void append(int from, int to) throws IOException {
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(from, to).mapToObj(Integer::toString).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private JsonNode run(String step) throws IOException, InterruptedException {
        return run(step, "0s");
    }

    private JsonNode run(String step, String checkpoint) throws IOException, InterruptedException {
        tapedeck.write("pipeline.toml", """
                [pipeline.churn]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                checkpoint = "EVERY"
                [[pipeline.churn.step]]
                id = "churn"
                STEP
                """.replace("STEP", step).replace("EVERY", checkpoint));
        Shelled.Result result = tapedeck.run("run", "pipeline.toml", "--json");
        assertEquals(0, result.exit(), result.toString());
        return result.json();
    }

    private Path log() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(".tapedeck/churn"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().resolve("log");
        }
    }

    private Map<LogRecord.RunRecord.Kind, Integer> counts() throws IOException {
        Map<LogRecord.RunRecord.Kind, Integer> counts = new EnumMap<>(LogRecord.RunRecord.Kind.class);
        try (LogReader reader = LogReader.open(log())) {
            while (reader.next()) {
                if (reader.record() instanceof LogRecord.RunRecord record) {
                    counts.merge(record.kind(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** In Python too with {@code -Dsweep=full}: in a short run, EveryCheckpointTest has both. */
    static List<Arguments> steps() {
        Arguments java = Arguments.of("java = \"Churn.java\"", "0s", 14);
        Arguments python = Arguments.of("python = \"churn.py\"", "200ms", 5);
        return "full".equals(System.getProperty("sweep")) ? List.of(java, python) : List.of(java);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aReplayFromEachCheckpointIsTheReplayFromTheStart(String step, String every, int checkpointsMin)
            throws IOException, InterruptedException {
        run(step, every);
        Map<LogRecord.RunRecord.Kind, Integer> counts = counts();
        int checkpoints = counts.getOrDefault(LogRecord.RunRecord.Kind.CHECKPOINT, 0);
        assertTrue(checkpoints >= checkpointsMin, counts.toString());
        assertTrue(counts.getOrDefault(LogRecord.RunRecord.Kind.SNAPSHOT, 0) >= 2, counts.toString());

        Shelled.Result verified = tapedeck.run("verify", "latest", "--checkpoints", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(INPUTS, verified.json().get("steps").asLong());
        // Behind the last one there is no input that could be compared.
        assertEquals(checkpoints - 1, verified.json().get("checkpoints").asLong());
    }

    @Test
    void withoutTheCacheTheStateIsReadFromTheLog() throws IOException, InterruptedException {
        run("java = \"Churn.java\"");
        String undisturbed = tapedeck.run("inspect", "latest", "--at", "#" + INPUTS, "--json")
                .out();
        int inputs = INPUTS;
        for (int again = 0; again < 3; again++) {
            append(inputs, inputs + 1_000);
            inputs += 1_000;
            if (again == 1) {
                // In a segment that is not the last: that one is read through whenever a run goes on.
                spoilAnEarlyMessage();
                deleteCache();
            }
            assertEquals(inputs, run("java = \"Churn.java\"").get("inputs").asLong());
        }
        assertEquals(
                undisturbed,
                tapedeck.run("inspect", "latest", "--at", "#" + INPUTS, "--json")
                        .out());
        String interrupted = tapedeck.read("out.ndjson");
        assertEquals(
                0, tapedeck.run("run", "pipeline.toml", "--new", "--overwrite").exit());
        assertEquals(interrupted, tapedeck.read("out.ndjson"));
    }

    @Test
    void runsThatEndSoonTakeSnapshotsToo() throws IOException, InterruptedException {
        tapedeck.write("in.ndjson", "");
        int inputs = 0;
        for (int again = 0; again < 6; again++) {
            append(inputs, inputs + 1_500);
            inputs += 1_500;
            run("java = \"Churn.java\"", "1h");
        }
        assertTrue(counts().getOrDefault(LogRecord.RunRecord.Kind.SNAPSHOT, 0) >= 1, counts().toString());
        deleteCache();
        append(inputs, inputs + 10);
        assertEquals(
                inputs + 10, run("java = \"Churn.java\"", "1h").get("inputs").asLong());
        Shelled.Result verified = tapedeck.run("verify", "latest", "--checkpoints", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(6, verified.json().get("checkpoints").asLong());
    }

    @Test
    void aDamagedCacheIsMadeAnewFromTheLog() throws IOException, InterruptedException {
        run("java = \"Churn.java\"");
        Path cache = log().resolveSibling("checkpoint");
        byte[] noise = new byte[40_000];
        new Random(1).nextBytes(noise);
        int inputs = INPUTS;
        for (String damage : List.of("overwritten", "cut", "foreign", "without its seal", "with a foreign seal")) {
            Path data = cache.resolve("data.mdb");
            switch (damage) {
                case "overwritten" -> {
                    byte[] bytes = Files.readAllBytes(data);
                    System.arraycopy(noise, 0, bytes, 8192, noise.length);
                    Files.write(data, bytes);
                }
                case "cut" -> Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 20_000));
                case "foreign" -> Files.write(data, noise);
                case "without its seal" -> Files.delete(cache.resolve("seal"));
                default -> Files.write(cache.resolve("seal"), Arrays.copyOf(noise, 50));
            }
            append(inputs, inputs + 100);
            inputs += 100;
            assertEquals(inputs, run("java = \"Churn.java\"").get("inputs").asLong(), damage);
        }
        String mended = tapedeck.read("out.ndjson");
        assertEquals(
                0, tapedeck.run("run", "pipeline.toml", "--new", "--overwrite").exit());
        assertEquals(mended, tapedeck.read("out.ndjson"));
    }

    private void deleteCache() throws IOException {
        for (String name : List.of("data.mdb", "lock.mdb")) {
            Files.delete(log().resolveSibling("checkpoint").resolve(name));
        }
    }

    /** Whoever reads the log from its start from now on fails. */
    private void spoilAnEarlyMessage() throws IOException, InterruptedException {
        LogPosition early;
        try (LogReader reader = LogReader.open(log())) {
            reader.seekOrdinal(100);
            assertTrue(reader.next());
            early = reader.position();
        }
        try (RandomAccessFile file =
                new RandomAccessFile(log().resolve("000000.tape").toFile(), "rw")) {
            file.seek(early.offset() + 20);
            file.write(0xEE);
        }
        assertEquals(3, tapedeck.run("log", "verify", log().toString()).exit());
    }
}
