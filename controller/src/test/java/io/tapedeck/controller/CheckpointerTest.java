package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of the state: full maps, caches made anew, files that cannot be written. */
class CheckpointerTest {
    private static final UUID LOG = new UUID(1, 2);
    /** LMDB's map is full again and again. */
    private static final long MAP_BYTES = 64 * 1024;

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final List<StateStore> states = List.of(new StateStore(), new StateStore());
    private final Random random = new Random(1);
    private long inputs;

    private Checkpointer open() throws IOException {
        return Checkpointer.open(folder, LOG, MAP_BYTES, warnings::add);
    }

    private RecordedCheckpoint write(int keys, int writes, String value) {
        for (StateStore state : states) {
            for (int i = 0; i < writes; i++) {
                Value key = Value.of("key ".repeat(random.nextInt(40) == 0 ? 200 : 1) + random.nextInt(keys));
                if (random.nextInt(5) == 0) {
                    state.remove(key);
                } else {
                    state.put(key, Value.of(value + i));
                }
            }
            state.commit();
        }
        inputs++;
        List<Checkpoint.Delta> deltas = states.stream()
                .map(state -> new Checkpoint.Delta(state.digest(), ChangedEntries.NONE))
                .toList();
        return new RecordedCheckpoint(
                new LogPosition(0, inputs), Definitions.checkpoint(inputs, deltas, 0, Optional.empty()));
    }

    private static List<MapValue> contents(List<StateStore> states) {
        return states.stream().map(Step::stateValue).map(Value::asMap).toList();
    }

    private void assertCached(RecordedCheckpoint last) throws IOException {
        try (Checkpointer cache = open()) {
            assertEquals(Optional.of(new CacheSeal.Cached(last.position(), inputs)), cache.cached());
            List<StateStore> loaded = cache.loadStates(last.checkpoint());
            assertEquals(contents(states), contents(loaded));
            assertEquals(
                    last.checkpoint().digests(),
                    loaded.stream().map(StateStore::digest).toList());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aFullMapGrows() throws IOException {
        RecordedCheckpoint last = write(3_000, 1, "");
        for (int open = 0; open < 3; open++) {
            try (Checkpointer cache = open()) {
                for (int i = 0; i < 10; i++) {
                    last = write(3_000, i == 5 ? 30_000 : 200, "value ".repeat(1 + random.nextInt(30)));
                    cache.save(last, states);
                }
            }
            assertCached(last);
        }
        assertTrue(Files.size(folder.resolve("data.mdb")) > 20 * MAP_BYTES);
    }

    @Test
    void aCacheThatIsMadeAnewCountsOnceItHasAll() throws IOException {
        RecordedCheckpoint last = write(60_000, 70_000, "value");
        states.forEach(StateStore::checkpointed);
        try (Checkpointer cache = open()) {
            last = write(60_000, 100, "later");
            cache.save(last, states);
            assertEquals(Optional.empty(), cache.cached());
            while (cache.cached().isEmpty()) {
                last = write(60_000, 100, "later still");
                cache.save(last, states);
            }
        }
        assertCached(last);
    }

    @Test
    void aCacheThatWasNotClosedDoesNotCount() throws IOException {
        try (Checkpointer killed = open()) {
            killed.save(write(100, 100, "value"), states);
            Path copy = Files.createDirectory(folder.resolve("copy"));
            for (String name : List.of("data.mdb", "lock.mdb")) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
            try (Checkpointer next = Checkpointer.open(copy, LOG, MAP_BYTES, warnings::add)) {
                assertEquals(Optional.empty(), next.cached());
            }
        }
    }
}
