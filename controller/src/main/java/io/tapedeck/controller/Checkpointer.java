package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.log.ValueTypeException;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Keeps the newest checkpoint in LMDB: a cache of what the log says. It is written without forcing the device, so
 * it is not trusted after the machine stopped uncleanly; without it a resume replays the log from its start.
 *
 * <p>Database {@code meta} holds the {@link Checkpoint}; database {@code state-N} the entries of step N, each
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

    private Checkpointer(Path folder, Env<ByteBuffer> env, long mapBytes) {
        this.folder = folder;
        this.env = env;
        this.mapBytes = mapBytes;
        this.bootId = readBootId();
        this.meta = env.openDbi("meta", DbiFlags.MDB_CREATE);
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

    /** The checkpoint, where there is one that can be trusted. */
    Optional<Checkpoint> load() {
        try (Txn<ByteBuffer> txn = env.txnRead()) {
            ByteBuffer found = meta.get(txn, META_KEY.duplicate());
            if (found == null) {
                return Optional.empty();
            }
            Value value = ValueDecoder.decode(copy(found));
            boolean trusted = value.get("synced").asBoolean()
                    || (!bootId.isEmpty() && value.get("boot").asString().equals(bootId));
            return trusted ? Optional.of(Checkpoint.ofValue(value.get("checkpoint"))) : Optional.empty();
        } catch (LmdbException | ValueFormatException | ValueTypeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The state of each step as the checkpoint has it. */
    List<StateStore> loadStates(Checkpoint checkpoint) {
        List<StateStore> states = new ArrayList<>();
        for (int i = 0; i < checkpoint.stateDigests().size(); i++) {
            states.add(new StateStore(loadEntries(i), checkpoint.stateDigests().get(i)));
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
     * Stores a checkpoint with what changed in the steps' states since the last.
     *
     * @param synced whether to force it to the device, so that it survives a stop of the machine
     */
    void save(Checkpoint checkpoint, List<Step> steps, boolean synced) throws IOException {
        while (true) {
            try {
                trySave(checkpoint, steps, synced);
                break;
            } catch (Env.MapFullException e) {
                mapBytes *= 2;
                env.setMapSize(mapBytes);
            } catch (LmdbException e) {
                throw new IOException("cannot write the checkpoint in " + folder + ": " + e.getMessage(), e);
            }
        }
        steps.forEach(step -> step.state().checkpointed());
        if (synced) {
            env.sync(true);
        }
    }

    private void trySave(Checkpoint checkpoint, List<Step> steps, boolean synced) {
        List<Dbi<ByteBuffer>> states = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            states.add(state(i));
        }
        try (Txn<ByteBuffer> txn = env.txnWrite()) {
            for (int i = 0; i < steps.size(); i++) {
                saveChanges(txn, states.get(i), steps.get(i).state());
            }
            Value value =
                    Value.map("synced", Value.of(synced), "boot", Value.of(bootId), "checkpoint", checkpoint.toValue());
            meta.put(txn, META_KEY.duplicate(), direct(ValueEncoder.encode(value)));
            txn.commit();
        }
    }

    private static void saveChanges(Txn<ByteBuffer> txn, Dbi<ByteBuffer> target, StateStore state) {
        for (Value key : state.changedKeys()) {
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

    /** Forgets everything: the log is to be replayed from its start. */
    void clear() throws IOException {
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
