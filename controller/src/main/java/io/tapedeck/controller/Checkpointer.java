package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.log.ValueTypeException;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/**
 * Keeps the state as it was at the newest checkpoint in LMDB: a cache of what the log says. It is written without
 * forcing the device, so it is not trusted after the machine stopped uncleanly; without it the state is read from the
 * log.
 *
 * <p>Database {@code meta} says which checkpoint it is; database {@code state-N} holds the entries of step N, each
 * under its encoded key (or the hash of a long one), as the encodings of key and value.
 */
final class Checkpointer implements AutoCloseable {
    private static final int STEPS_MAX = 1_000;
    private static final long MAP_BYTES = 256L * 1024 * 1024;
    private static final int KEY_BYTES_MAX = 500;
    private static final ByteBuffer META_KEY = direct(Bytes.utf8("checkpoint"));
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path folder;
    private final String bootId;
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> meta;
    private long mapBytes;
    private boolean empty;

    private Checkpointer(Path folder, Env<ByteBuffer> env, long mapBytes) {
        this.folder = folder;
        this.env = env;
        this.mapBytes = mapBytes;
        this.bootId = readBootId();
        this.meta = env.openDbi("meta", DbiFlags.MDB_CREATE);
        empty = load().isEmpty();
    }

    /** Opens the checkpoint of a task; made if need be. */
    static Checkpointer open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data.mdb");
        long mapBytes = Math.max(MAP_BYTES, Files.exists(data) ? Files.size(data) * 2 : 0);
        try {
            Env<ByteBuffer> env = Env.create()
                    .setMapSize(mapBytes)
                    .setMaxDbs(STEPS_MAX + 1)
                    .open(folder.toFile(), EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOTLS);
            return new Checkpointer(folder, env, mapBytes);
        } catch (LmdbException e) {
            throw new IOException(
                    "cannot open the checkpoint in " + folder + ": " + e.getMessage()
                            + "; it may be deleted, the log has all of it",
                    e);
        }
    }

    private static String readBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * A checkpoint whose states are here.
     *
     * @param position where it stands in the log
     * @param inputs the last input that it includes
     */
    record Cached(LogPosition position, long inputs) {}

    /** Which checkpoint is here, where there is one that can be trusted. */
    Optional<Cached> load() {
        try (Txn<ByteBuffer> txn = env.txnRead()) {
            ByteBuffer found = meta.get(txn, META_KEY.duplicate());
            if (found == null) {
                return Optional.empty();
            }
            Value value = ValueDecoder.decode(copy(found));
            boolean trusted = value.get("synced").asBoolean()
                    || (!bootId.isEmpty() && value.get("boot").asString().equals(bootId));
            long inputs = value.get("inputs").asLong();
            return Checkpoint.position(value.get("position"))
                    .filter(ignored -> trusted)
                    .map(position -> new Cached(position, inputs));
        } catch (LmdbException | ValueFormatException | ValueTypeException | IllegalArgumentException e) {
            return Optional.empty();
        }
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
     * Stores what changed in the steps' states since the last checkpoint, or all where there is none.
     *
     * @param checkpoint the checkpoint in the log, which is durable
     * @param synced whether to force it to the device, so that it survives a stop of the machine
     */
    void save(RecordedCheckpoint checkpoint, List<StateStore> states, boolean synced) throws IOException {
        while (true) {
            try {
                trySave(checkpoint, states, synced);
                break;
            } catch (Env.MapFullException e) {
                mapBytes *= 2;
                env.setMapSize(mapBytes);
            } catch (LmdbException e) {
                throw new IOException("cannot write the checkpoint in " + folder + ": " + e.getMessage(), e);
            }
        }
        empty = false;
        states.forEach(StateStore::checkpointed);
        if (synced) {
            env.sync(true);
        }
    }

    private void trySave(RecordedCheckpoint checkpoint, List<StateStore> states, boolean synced) {
        List<Dbi<ByteBuffer>> databases = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            databases.add(state(i));
        }
        try (Txn<ByteBuffer> txn = env.txnWrite()) {
            for (int i = 0; i < states.size(); i++) {
                StateStore state = states.get(i);
                save(txn, databases.get(i), state, empty ? state.keys() : state.changedKeys());
            }
            Value value = MapValue.builder()
                    .put("synced", Value.of(synced))
                    .put("boot", Value.of(bootId))
                    .put("position", Checkpoint.toValue(Optional.of(checkpoint.position())))
                    .put("inputs", Value.of(checkpoint.checkpoint().inputs()))
                    .build();
            meta.put(txn, META_KEY.duplicate(), direct(ValueEncoder.encode(value)));
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
    public void close() {
        env.close();
    }
}
