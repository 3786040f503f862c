package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/**
 * Keeps the state as it was at the newest checkpoint in LMDB: a cache of what the log says. LMDB does not survive
 * damage to its file, nor a stop of the machine when it does not force the device, so the cache counts only where it
 * was closed in order and is, byte for byte, as it was then. Else the state is read from the log.
 *
 * <p>Database {@code state-N} holds the entries of step N, each under its encoded key (or the hash of a long one), as
 * the encodings of key and value. {@link CacheSeal} says which checkpoint that is.
 */
final class Checkpointer implements AutoCloseable {
    private static final int STEPS_MAX = 1_000;
    private static final long MAP_BYTES = 256L * 1024 * 1024;
    private static final int KEY_BYTES_MAX = 500;
    private static final int MISSING_KEYS_MAX = 50_000;

    private final Path folder;
    private final CacheSeal seal;
    private final Env<ByteBuffer> env;
    private long mapBytes;
    private Optional<CacheSeal.Cached> cached;
    private boolean changed;
    private boolean empty;
    /** The keys of each step that a cache that is made anew does not have yet. */
    private List<Iterator<Value>> missing = List.of();

    private Checkpointer(
            Path folder, CacheSeal seal, Optional<CacheSeal.Cached> cached, Env<ByteBuffer> env, long mapBytes) {
        this.folder = folder;
        this.seal = seal;
        this.cached = cached;
        this.env = env;
        this.mapBytes = mapBytes;
        empty = cached.isEmpty();
    }

    /**
     * Opens the checkpoint of a task; made anew if need be.
     *
     * @param log the id of the log that it is about
     */
    static Checkpointer open(Path folder, UUID log) throws IOException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data.mdb");
        CacheSeal seal = new CacheSeal(folder.resolve("seal"), data, log);
        Optional<CacheSeal.Cached> cached = seal.open();
        if (cached.isEmpty()) {
            Files.deleteIfExists(data);
            Files.deleteIfExists(folder.resolve("lock.mdb"));
        }
        long mapBytes = Math.max(MAP_BYTES, Files.exists(data) ? Files.size(data) * 2 : 0);
        try {
            Env<ByteBuffer> env = Env.create()
                    .setMapSize(mapBytes)
                    .setMaxDbs(STEPS_MAX)
                    .open(folder.toFile(), EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOTLS);
            return new Checkpointer(folder, seal, cached, env, mapBytes);
        } catch (LmdbException e) {
            throw new IOException(
                    "cannot open the checkpoint in " + folder + ": " + e.getMessage()
                            + "; it may be deleted, the log has all of it",
                    e);
        }
    }

    /** The checkpoint whose states are here. */
    Optional<CacheSeal.Cached> cached() {
        return cached;
    }

    /** The state of each step at the checkpoint that is here. */
    List<StateStore> loadStates(Checkpoint checkpoint) {
        List<StateStore> states = new ArrayList<>();
        for (int i = 0; i < checkpoint.states().size(); i++) {
            states.add(new StateStore(loadEntries(i), checkpoint.states().get(i).digest()));
        }
        return states;
    }

    private Map<Value, Value> loadEntries(int step) {
        Map<Value, Value> entries = new HashMap<>();
        Dbi<ByteBuffer> state = state(step);
        try (Txn<ByteBuffer> txn = env.txnRead();
                CursorIterable<ByteBuffer> cursor = state.iterate(txn)) {
            for (CursorIterable.KeyVal<ByteBuffer> entry : cursor) {
                ValueDecoder decoder = new ValueDecoder(copy(entry.val()));
                entries.put(decoder.read(), decoder.read());
            }
        }
        return entries;
    }

    private Dbi<ByteBuffer> state(int step) {
        return env.openDbi("state-" + step, DbiFlags.MDB_CREATE);
    }

    /**
     * Stores what changed in the steps' states since the last checkpoint. Where the cache is made anew, also some of
     * what is not in it yet, so that no checkpoint takes long.
     *
     * @param checkpoint the checkpoint in the log, which is durable
     */
    void save(RecordedCheckpoint checkpoint, List<StateStore> states) throws IOException {
        changed = true;
        cached = Optional.empty();
        if (empty) {
            missing = states.stream()
                    .map(state -> List.copyOf(state.keys()).iterator())
                    .toList();
            empty = false;
        }
        List<List<Value>> keys = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            keys.add(keysToSave(states.get(i), i));
        }
        while (true) {
            try {
                trySave(states, keys);
                break;
            } catch (Env.MapFullException e) {
                mapBytes *= 2;
                env.setMapSize(mapBytes);
            } catch (LmdbException e) {
                throw new IOException("cannot write the checkpoint in " + folder + ": " + e.getMessage(), e);
            }
        }
        states.forEach(StateStore::checkpointed);
        if (missing.stream().noneMatch(Iterator::hasNext)) {
            cached = Optional.of(new CacheSeal.Cached(
                    checkpoint.position(), checkpoint.checkpoint().inputs()));
        }
    }

    private List<Value> keysToSave(StateStore state, int step) {
        List<Value> keys = new ArrayList<>(state.changedKeys());
        if (!missing.isEmpty()) {
            Iterator<Value> more = missing.get(step);
            for (int i = 0; i < MISSING_KEYS_MAX && more.hasNext(); i++) {
                keys.add(more.next());
            }
        }
        return keys;
    }

    private void trySave(List<StateStore> states, List<List<Value>> keys) {
        List<Dbi<ByteBuffer>> databases = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            databases.add(state(i));
        }
        try (Txn<ByteBuffer> txn = env.txnWrite()) {
            for (int i = 0; i < states.size(); i++) {
                save(txn, databases.get(i), states.get(i), keys.get(i));
            }
            txn.commit();
        }
    }

    private static void save(Txn<ByteBuffer> txn, Dbi<ByteBuffer> target, StateStore state, Collection<Value> keys) {
        for (Value key : keys) {
            ByteBuffer place = direct(place(key));
            if (state.has(key)) {
                ValueEncoder entry = new ValueEncoder();
                entry.write(key);
                entry.write(state.get(key));
                target.put(txn, place, direct(entry.view()));
            } else {
                target.delete(txn, place);
            }
        }
    }

    /** The key under which an entry is kept: LMDB's are limited to 511 bytes. */
    private static Bytes place(Value key) {
        Bytes encoded = ValueEncoder.encode(key);
        if (encoded.length() <= KEY_BYTES_MAX) {
            return encoded;
        }
        ValueEncoder place = new ValueEncoder();
        place.writeByte(0xFF);
        place.writeLong(XxHash64.hash(encoded, 1));
        place.writeLong(XxHash64.hash(encoded, 2));
        return place.view();
    }

    private static ByteBuffer direct(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length());
        buffer.put(bytes.asBuffer()).flip();
        return buffer;
    }

    private static Bytes copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Bytes.wrap(bytes);
    }

    /** Forgets everything. */
    void clear() throws IOException {
        changed = true;
        cached = Optional.empty();
        empty = true;
        try {
            // Opening a database takes a write transaction of its own, so it cannot be done within one.
            List<Dbi<ByteBuffer>> all =
                    env.getDbiNames().stream().map(name -> env.openDbi(name)).toList();
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                all.forEach(database -> database.drop(txn));
                txn.commit();
            }
        } catch (LmdbException e) {
            throw new IOException("cannot clear the checkpoint in " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (changed) {
            env.sync(true);
        }
        env.close();
        if (cached.isPresent()) {
            seal.close(cached.get(), changed);
        }
    }
}
