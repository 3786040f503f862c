package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A replay from every checkpoint of a run, each to the end of the log, is the replay from its start: the same outputs
 * and digests on the way (the replay compares them), the same state and iteration order, counts and clock at the end.
 * The run was stopped in between, and went on with other code, so there are checkpoints of both. It is here, and not
 * with the controller, for the sake of Python.
 */
class EveryCheckpointTest {
    private static final int INPUTS = 700;
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    /** Of how many checkpoints it is tried in a short run; with {@code -Dsweep=full} of all. */
    private static final int CHECKPOINTS_TRIED = 5;

    private static final String JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;
            import java.util.*;

            public final class Churn implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    KeyValueStore state = context.state();
                    Value key = number % 2 == 0 ? Value.of(number % 300) : Value.of("k" + number * 7919 % 300);
                    state.put(key, Value.of(number + "/" + (state.has(key) ? state.get(key) : "")));
                    if (number % 3 == 0) {
                        state.remove(Value.of(number * 31 % 300));
                    }
                    if (number % 20 == 0) {
                        context.sleep(java.time.Duration.ofMillis(6));
                        List<Value> first = new ArrayList<>();
                        state.entries().forEach(entry -> first.add(entry.getKey()));
                        context.emit(Value.list(Value.of("VERSION"), Value.list(first), Value.of(context.now())));
                    }
                }
            }
            """;

    private static final String PYTHON = """
            import time

            def process(message, context):
                number = message.value
                state = context.state
                key = number % 300 if number % 2 == 0 else f"k{number * 7919 % 300}"
                history = state.get(key)
                if history is None:
                    state[key] = [number]
                else:
                    history.append(number)
                if number % 3 == 0:
                    state.pop(number * 31 % 300, None)
                if number % 20 == 0:
                    time.sleep(0.006)
                    return ["VERSION", list(state), time.time_ns()]
            """;

    @TempDir
    private Path folder;

    private final Extensions extensions = Extensions.load();

    private void write(String file, String code, int from, int to) throws IOException {
        Files.writeString(folder.resolve(file), code);
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(from, to).mapToObj(Integer::toString).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("pipeline.toml"), """
                [pipeline.churn]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                checkpoint = "EVERY"
                [[pipeline.churn.step]]
                id = "churn"
                LANGUAGE = "FILE"
                """.replace("EVERY", file.endsWith(".py") ? "100ms" : "0s")
                .replace("LANGUAGE", file.endsWith(".py") ? "python" : "java")
                .replace("FILE", file));
    }

    private RunFolder run() throws Exception {
        PipelineDefinition definition = PipelineFile.read(
                        folder.resolve("pipeline.toml"), Optional.empty(), extensions, Map.of())
                .getFirst();
        RunStore store = new RunStore(folder.resolve("runs"));
        RunSummary summary = new Controller(store, extensions)
                .run(definition, new RunOptions(false, false, false, () -> false), new RunListener() {});
        assertEquals(RunState.COMPLETED, summary.state());
        return store.newestOf("churn").orElseThrow().folder();
    }

    /** What a replay came to. */
    private record End(
            List<Map.Entry<Value, Value>> inOrder,
            Map<Value, Value> all,
            long digest,
            long inputs,
            long outputs,
            long clock) {
        static End of(Replay replay) {
            StateStore state = replay.states().getFirst();
            List<Map.Entry<Value, Value>> inOrder = new ArrayList<>();
            state.entries().forEach(inOrder::add);
            Map<Value, Value> all = new HashMap<>();
            state.keys().forEach(key -> all.put(key, state.get(key)));
            Tally tally = replay.tally();
            return new End(inOrder, all, state.digest(), tally.inputs(), tally.outputs(), tally.endNanos());
        }
    }

    private static List<LogPosition> checkpoints(RunFolder run) throws IOException {
        List<LogPosition> positions = new ArrayList<>();
        try (LogReader log = LogReader.open(run.log())) {
            while (log.next()) {
                if (log.record() instanceof RunRecord record && record.kind() == RunRecord.Kind.CHECKPOINT) {
                    positions.add(log.position());
                }
            }
        }
        return positions;
    }

    private StepLoader loader(RunLogReader log) {
        return new StepLoader(extensions, log.start(), step -> java.time.Duration.ZERO, new RunListener() {});
    }

    private End fromStart(RunFolder run) throws Exception {
        try (RunLogReader log = RunLogReader.open(run.log());
                Replay replay = Replay.fromStart(loader(log), log, Map.of(), Egress.DISCARDING)) {
            assertEquals(Optional.empty(), replay.processCompleted());
            return End.of(replay);
        }
    }

    private End from(RunFolder run, LogPosition position) throws Exception {
        try (RunLogReader log = RunLogReader.open(run.log());
                RecordedCheckpoints recorded = RecordedCheckpoints.open(run.log())) {
            RecordedCheckpoint at = recorded.at(position).orElseThrow();
            try (Replay replay =
                    Replay.from(at, recorded.code(at), recorded.states(at), loader(log), log, Egress.DISCARDING)) {
                assertEquals(Optional.empty(), replay.processCompleted());
                return End.of(replay);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Churn.java", "churn.py"})
    void aReplayFromEachIsTheReplayFromTheStart(String file) throws Exception {
        String code = file.endsWith(".py") ? PYTHON : JAVA;
        write(file, code.replace("VERSION", "first"), 0, INPUTS);
        run();
        write(file, code.replace("VERSION", "second"), INPUTS, 2 * INPUTS);
        RunFolder run = run();

        List<LogPosition> checkpoints = checkpoints(run);
        System.out.println("EveryCheckpointTest " + file + ": " + checkpoints.size() + " checkpoints");
        assertTrue(checkpoints.size() >= 4, checkpoints.toString());
        End expected = fromStart(run);
        assertEquals(2 * INPUTS, expected.inputs());
        assertTrue(expected.inOrder().size() > 100);
        int each = FULL ? 1 : Math.max(1, checkpoints.size() / CHECKPOINTS_TRIED);
        for (int i = 0; i < checkpoints.size(); i += each) {
            LogPosition checkpoint = checkpoints.get(i);
            assertEquals(expected, from(run, checkpoint), () -> "from the checkpoint at " + checkpoint);
        }
        walk(run);
    }

    /** What is to be seen at an input. */
    private record Seen(
            long ordinal, List<Output> outputs, List<Map.Entry<Value, Value>> state, long digest, String code) {
        static Seen of(Playback playback) {
            Moment moment = playback.moment().orElseThrow();
            StateStore store = playback.state("churn").orElseThrow();
            List<Map.Entry<Value, Value>> state = new ArrayList<>();
            store.entries().forEach(state::add);
            return new Seen(
                    moment.input().ordinal(),
                    moment.outputs(),
                    state,
                    store.digest(),
                    moment.code().getFirst().digest());
        }
    }

    /** Forward, backward and across, every input looks as it did on the straight way. */
    private void walk(RunFolder run) throws Exception {
        List<Seen> straight = new ArrayList<>();
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("EveryCheckpointTest walks with seed " + seed);
        Random random = new Random(seed);
        try (Playback playback = Playback.open(run, extensions, RunListener.SILENT)) {
            assertEquals(2 * INPUTS, playback.last());
            while (playback.next().isPresent()) {
                straight.add(Seen.of(playback));
            }
        }
        assertEquals(2 * INPUTS, straight.size());
        try (Playback playback = Playback.open(run, extensions, RunListener.SILENT)) {
            int at = 2 * INPUTS - 1;
            playback.goTo(at + 1);
            for (int i = 0; i < 300; i++) {
                assertEquals(straight.get(at), Seen.of(playback), "after " + i + " moves");
                boolean moved;
                switch (random.nextInt(8)) {
                    case 0 -> {
                        at = random.nextInt(2 * INPUTS);
                        moved = playback.goTo(at + 1).isPresent();
                    }
                    case 1, 2, 3 -> {
                        moved = playback.next().isPresent();
                        at = Math.min(at + 1, 2 * INPUTS - 1);
                        moved |= at == 2 * INPUTS - 1;
                    }
                    default -> {
                        moved = playback.back().isPresent() || at == 0;
                        at = Math.max(at - 1, 0);
                    }
                }
                assertTrue(moved);
            }
            playback.goTo(1);
            assertEquals(Optional.empty(), playback.back());
            assertEquals(straight.getFirst(), Seen.of(playback));
            playback.goTo(2 * INPUTS);
            assertEquals(Optional.empty(), playback.next());
            assertEquals(Optional.empty(), playback.goTo(2 * INPUTS + 1));
            assertEquals(straight.getLast(), Seen.of(playback));
        }
    }
}
