package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Durability;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state in the log, written by {@link StateLog} and read by {@link RecordedCheckpoints}. */
class StateLogTest {
    private static final int RECORD_BYTES_MAX = 300_000;
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    /** A log that checkpoints go to, one writer after the other. */
    private final class Recording implements AutoCloseable {
        private LogWriter log;
        private StateLog stateLog;
        private final List<StateStore> states;
        private long inputs;

        private Recording(int steps) throws IOException {
            states = Stream.generate(StateStore::new).limit(steps).toList();
            log = RunMachine.REAL.logs().create(folder, RUN, LogSettings.of(Durability.OS));
            log.append(start(steps).toRecord());
            stateLog = new StateLog(journal()::append, Optional.empty());
        }

        private RecordingJournal journal() {
            return Definitions.journal(log, folder);
        }

        private void put(int step, String key, String value) {
            states.get(step).put(Value.of(key), Value.of(value));
        }

        /** As a run does behind a commit. */
        private RecordedCheckpoint checkpoint() throws IOException {
            states.forEach(StateStore::commit);
            List<Checkpoint.Delta> deltas = stateLog.deltas(states);
            Checkpoint checkpoint =
                    Definitions.checkpoint(++inputs, deltas, stateLog.entriesSinceSnapshot(), stateLog.previous());
            LogPosition position = stateLog.append(checkpoint);
            states.forEach(StateStore::checkpointed);
            return new RecordedCheckpoint(position, checkpoint);
        }

        /** Goes on as the next process does, from a checkpoint. */
        private void killAndGoOn(RecordedCheckpoint from) throws IOException {
            log.sync();
            log.abandon();
            log = RunMachine.REAL.logs().resume(folder, start(states.size()).toRecord(), LogSettings.of(Durability.OS));
            stateLog = new StateLog(journal()::append, Optional.of(from));
        }

        @Override
        public void close() throws IOException {
            log.close();
        }
    }

    private static RunStart start(int steps) {
        List<ProcessorCode> code =
                Stream.generate(() -> Definitions.CODE).limit(steps).toList();
        return new RunStart(
                RUN,
                "00000000",
                "p",
                0,
                1,
                Instant.EPOCH,
                1,
                "file://in",
                "file://out",
                code,
                MapValue.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<MapValue> contents(List<StateStore> states) {
        return states.stream().map(Step::stateValue).map(Value::asMap).toList();
    }

    /** How large the records of each kind are, in bytes of their encoding. */
    private Map<RunRecord.Kind, List<Integer>> sizes() throws IOException {
        Map<RunRecord.Kind, List<Integer>> sizes = new EnumMap<>(RunRecord.Kind.class);
        try (LogReader reader = LogReader.open(folder)) {
            while (reader.next()) {
                if (reader.record() instanceof RunRecord record) {
                    sizes.computeIfAbsent(record.kind(), kind -> new ArrayList<>())
                            .add(ValueEncoder.encode(record.content()).length());
                }
            }
        }
        return sizes;
    }

    private void assertReadBack(Map<RecordedCheckpoint, List<MapValue>> expected) throws IOException {
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(folder)) {
            for (Map.Entry<RecordedCheckpoint, List<MapValue>> each : expected.entrySet()) {
                RecordedCheckpoint at = recorded.at(each.getKey().position()).orElseThrow();
                assertEquals(each.getKey().checkpoint(), at.checkpoint());
                assertEquals(
                        each.getValue(),
                        contents(recorded.states(at)),
                        () -> "checkpoint of input #" + at.checkpoint().inputs());
            }
        }
    }

    @Test
    void manyChangesArePartedAndReadBack() throws IOException {
        Map<RecordedCheckpoint, List<MapValue>> expected = new LinkedHashMap<>();
        try (Recording recording = new Recording(3)) {
            for (int i = 0; i < 20_000; i++) {
                recording.put(i % 2, "key " + i, "x".repeat(100));
            }
            recording.put(2, "one", "y".repeat(90_000));
            expected.put(recording.checkpoint(), contents(recording.states));
            for (int i = 0; i < 20_000; i += 3) {
                recording.states.get(i % 2).remove(Value.of("key " + i));
            }
            recording.put(2, "two", "y".repeat(90_000));
            expected.put(recording.checkpoint(), contents(recording.states));
        }
        assertReadBack(expected);
        Map<RunRecord.Kind, List<Integer>> sizes = sizes();
        assertTrue(sizes.get(RunRecord.Kind.SNAPSHOT).size() > 15, sizes.toString());
        sizes.forEach((kind, each) ->
                assertTrue(each.stream().allMatch(bytes -> bytes < RECORD_BYTES_MAX), kind + " " + each));
    }

    /** Any writes, snapshots on the way, processes killed in between: each checkpoint is what the state was. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachCheckpointIsWhatTheStateWas(long salt) throws IOException {
        long seed = Long.getLong("seed", 1) * 1_000 + salt;
        Random random = new Random(seed);
        Map<RecordedCheckpoint, List<MapValue>> expected = new LinkedHashMap<>();
        try (Recording recording = new Recording(3)) {
            RecordedCheckpoint last = recording.checkpoint();
            for (int round = 0; round < 80; round++) {
                change(recording, random);
                if (random.nextInt(4) > 0) {
                    last = recording.checkpoint();
                    expected.put(last, contents(recording.states));
                    if (random.nextInt(12) == 0) {
                        recording.killAndGoOn(last);
                        continue;
                    }
                }
                recording.stateLog.goOn(recording.states);
            }
            recording.stateLog.finish(recording.states);
            expected.put(recording.checkpoint(), contents(recording.states));
        }
        System.out.println("StateLogTest: -Dseed=" + Long.getLong("seed", 1) + ", " + expected.size() + " checkpoints");
        assertReadBack(expected);
    }

    private static void change(Recording recording, Random random) {
        int writes = random.nextInt(10) == 0 ? 4_000 : random.nextInt(200);
        for (int i = 0; i < writes; i++) {
            StateStore state = recording.states.get(random.nextInt(3));
            Value key = Value.of("key " + random.nextInt(2_000));
            if (random.nextInt(3) == 0) {
                state.remove(key);
            } else {
                state.put(key, Value.of("v".repeat(random.nextInt(150)) + i));
            }
        }
        if (random.nextInt(8) == 0) {
            for (StateStore state : recording.states) {
                List.copyOf(state.keys()).forEach(state::remove);
            }
        }
    }

    @Test
    void nothingBeforeAnEmptyStateIsRead() throws IOException {
        try (Recording recording = new Recording(1)) {
            recording.put(0, "a", "1");
            recording.checkpoint();
            recording.stateLog.goOn(recording.states);
            recording.states.getFirst().remove(Value.of("a"));
            recording.stateLog.goOn(recording.states);
            RecordedCheckpoint empty = recording.checkpoint();
            assertEquals(Optional.empty(), empty.checkpoint().previous());
            recording.stateLog.goOn(recording.states);
            recording.put(0, "b", "2");
            RecordedCheckpoint after = recording.checkpoint();
            assertEquals(Optional.empty(), after.checkpoint().previous());
            recording.log.sync();
            assertReadBack(Map.of(empty, List.of(MapValue.EMPTY), after, contents(recording.states)));
        }
    }

    @Test
    void aStateThatNeverChangesIsWrittenWholeNowAndThen() throws IOException {
        try (Recording recording = new Recording(1)) {
            recording.put(0, "a", "1");
            for (int i = 0; i < 1_000; i++) {
                recording.checkpoint();
                recording.stateLog.goOn(recording.states);
            }
        }
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(folder)) {
            RecordedCheckpoint last = recorded.last().orElseThrow();
            assertTrue(last.checkpoint().entriesSinceSnapshot() <= 1_000 + StateLog.CHECKPOINT_ENTRIES, last::toString);
        }
        assertTrue(sizes().get(RunRecord.Kind.SNAPSHOT).size() >= 9, sizes()::toString);
    }
}
