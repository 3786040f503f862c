package io.tapedeck.controller;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps the state as it was at the newest checkpoint in LMDB: a cache of what the log says. LMDB does not survive
 * damage to its file, nor a stop of the machine when it does not force the device, so the cache counts only where it
 * was closed in order and is, byte for byte, as it was then. Else the state is read from the log.
 *
 * <p>It is written in the background: who saves a checkpoint only hands over what changed. And as the log has all of
 * it, a cache that cannot be written does not stop a run: it is given up, and that is told once.
 */
final class Checkpointer implements AutoCloseable {
    private static final int MISSING_KEYS_MAX = 20_000;

    private final Path folder;
    private final CacheSeal seal;
    private final Consumer<String> warnings;
    private final long mapBytesMin;
    private StateCache cache;
    private CacheWriter writer;
    private Optional<CacheSeal.Cached> cached;
    private boolean changed;
    private boolean empty;
    private boolean givenUp;
    /** The keys of each step that a cache that is made anew does not have yet. */
    private List<Iterator<Value>> missing = List.of();

    private Checkpointer(
            Path folder,
            CacheSeal seal,
            Optional<CacheSeal.Cached> cached,
            StateCache cache,
            long mapBytesMin,
            Consumer<String> warnings) {
        this.folder = folder;
        this.seal = seal;
        this.cached = cached;
        this.cache = cache;
        this.mapBytesMin = mapBytesMin;
        this.warnings = warnings;
        writer = new CacheWriter(cache);
        empty = cached.isEmpty();
    }

    /**
     * Opens the cache of a task; made anew if need be.
     *
     * @param log the id of the log that it is about
     * @param warnings is told, in a sentence, where it is given up
     */
    static Checkpointer open(Path folder, UUID log, Consumer<String> warnings) throws IOException {
        return open(folder, log, StateCache.MAP_BYTES, warnings);
    }

    static Checkpointer open(Path folder, UUID log, long mapBytesMin, Consumer<String> warnings) throws IOException {
        Files.createDirectories(folder);
        CacheSeal seal = new CacheSeal(folder.resolve("seal"), StateCache.data(folder), log);
        Optional<CacheSeal.Cached> cached = seal.open();
        if (cached.isEmpty()) {
            StateCache.delete(folder);
        }
        StateCache cache = StateCache.open(folder, mapBytesMin);
        return new Checkpointer(folder, seal, cached, cache, mapBytesMin, warnings);
    }

    /** The checkpoint whose states are here. */
    Optional<CacheSeal.Cached> cached() {
        return cached;
    }

    /** The state of each step at the checkpoint that is here. */
    List<StateStore> loadStates(Checkpoint checkpoint) {
        List<StateStore> states = new ArrayList<>();
        for (int i = 0; i < checkpoint.states().size(); i++) {
            states.add(
                    new StateStore(cache.entries(i), checkpoint.states().get(i).digest()));
        }
        return states;
    }

    /**
     * Takes what changed in the steps' states since the last checkpoint. Where the cache is made anew, also some of
     * what is not in it yet, so that no checkpoint takes long.
     *
     * @param checkpoint the checkpoint in the log, which is durable
     */
    void save(RecordedCheckpoint checkpoint, List<StateStore> states) {
        changed = true;
        cached = Optional.empty();
        if (empty) {
            missing = states.stream().map(state -> state.keys().iterator()).toList();
            empty = false;
        }
        for (int i = 0; i < states.size() && !givenUp; i++) {
            writer.take(i, changes(states.get(i), i));
        }
        states.forEach(StateStore::checkpointed);
        if (missing.stream().noneMatch(Iterator::hasNext)) {
            cached = Optional.of(new CacheSeal.Cached(
                    checkpoint.position(), checkpoint.checkpoint().inputs()));
        }
        writer.failure().ifPresent(this::giveUp);
    }

    private Map<Value, Optional<Value>> changes(StateStore state, int step) {
        Map<Value, Optional<Value>> changes = new HashMap<>();
        state.changedKeys().forEach(key -> changes.put(key, value(state, key)));
        if (!missing.isEmpty()) {
            Iterator<Value> more = missing.get(step);
            for (int i = 0; i < MISSING_KEYS_MAX && more.hasNext(); i++) {
                Value key = more.next();
                changes.put(key, value(state, key));
            }
        }
        return changes;
    }

    private static Optional<Value> value(StateStore state, Value key) {
        return state.has(key) ? Optional.of(state.get(key)) : Optional.empty();
    }

    private void giveUp(IOException failure) {
        cached = Optional.empty();
        if (!givenUp) {
            givenUp = true;
            warnings.accept(
                    failure.getMessage() + ". The run goes on without that cache of its state: the log has all of"
                            + " it, and who goes on with the run reads it there, which may take longer");
        }
    }

    /** Forgets everything, before anything is saved. */
    void clear() throws IOException {
        changed = true;
        cached = Optional.empty();
        empty = true;
        writer.finish();
        cache.close();
        StateCache.delete(folder);
        cache = StateCache.open(folder, mapBytesMin);
        writer = new CacheWriter(cache);
    }

    @Override
    public void close() {
        writer.finish();
        writer.failure().ifPresent(this::giveUp);
        try {
            if (changed && cached.isPresent()) {
                cache.force();
            }
            cache.close();
            if (cached.isPresent()) {
                seal.close(cached.get(), changed);
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }
}
