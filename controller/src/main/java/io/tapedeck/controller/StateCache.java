package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
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
 * The steps' entries in LMDB, which is not forced to the device and grows as it must. Database {@code state-N} holds
 * those of step N, each under its encoded key (or the hash of a long one), as the encodings of key and value.
 */
final class StateCache implements Closeable {
    /** What LMDB's map begins with, in bytes. */
    static final long MAP_BYTES = 256L * 1024 * 1024;

    private static final int STEPS_MAX = 1_000;
    private static final int KEY_BYTES_MAX = 500;
    /** So few that what a transaction changed stays small; it need not be one: who reads the cache knows when it is whole. */
    private static final int TRANSACTION_ENTRIES_MAX = 20_000;

    private final Path folder;
    private final Env<ByteBuffer> env;
    private long mapBytes;
    private final DirectBuffer place = new DirectBuffer();
    private final DirectBuffer entry = new DirectBuffer();
    private final ValueEncoder encoder = new ValueEncoder();

    private StateCache(Path folder, Env<ByteBuffer> env, long mapBytes) {
        this.folder = folder;
        this.env = env;
        this.mapBytes = mapBytes;
    }

    static Path data(Path folder) {
        return folder.resolve("data.mdb");
    }

    /** Removes what is there. */
    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(data(folder));
        Files.deleteIfExists(folder.resolve("lock.mdb"));
    }

    /**
     * Opens what is there, or makes it.
     *
     * @param mapBytesMin what LMDB's map begins with
     */
    static StateCache open(Path folder, long mapBytesMin) throws IOException {
        Path data = data(folder);
        long mapBytes = Math.max(mapBytesMin, Files.exists(data) ? Files.size(data) * 2 : 0);
        try {
            Env<ByteBuffer> env = Env.create()
                    .setMapSize(mapBytes)
                    .setMaxDbs(STEPS_MAX)
                    .open(folder.toFile(), EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOTLS);
            return new StateCache(folder, env, mapBytes);
        } catch (LmdbException e) {
            throw new IOException(
                    "cannot open the cache of the state in " + folder + ": " + e.getMessage()
                            + "; delete that folder and run again: the log has all of it",
                    e);
        }
    }

    /** A step's entries. */
    Map<Value, Value> entries(int step) {
        Map<Value, Value> entries = new HashMap<>();
        Dbi<ByteBuffer> state = database(step);
        try (Txn<ByteBuffer> txn = env.txnRead();
                CursorIterable<ByteBuffer> cursor = state.iterate(txn)) {
            for (CursorIterable.KeyVal<ByteBuffer> entry : cursor) {
                ValueDecoder decoder = new ValueDecoder(copy(entry.val()));
                entries.put(decoder.read(), decoder.read());
            }
        }
        return entries;
    }

    private static Bytes copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Bytes.wrap(bytes);
    }

    private Dbi<ByteBuffer> database(int step) {
        return env.openDbi("state-" + step, DbiFlags.MDB_CREATE);
    }

    /** Writes entries of a step, and removes those that have no value. */
    void write(int step, Map<Value, Optional<Value>> changes) throws IOException {
        Iterator<Map.Entry<Value, Optional<Value>>> rest = changes.entrySet().iterator();
        while (rest.hasNext()) {
            Map<Value, Optional<Value>> some = new HashMap<>();
            while (rest.hasNext() && some.size() < TRANSACTION_ENTRIES_MAX) {
                Map.Entry<Value, Optional<Value>> next = rest.next();
                some.put(next.getKey(), next.getValue());
            }
            writeOrGrow(step, some);
        }
    }

    private void writeOrGrow(int step, Map<Value, Optional<Value>> changes) throws IOException {
        while (true) {
            try {
                tryWrite(step, changes);
                return;
            } catch (Env.MapFullException e) {
                grow();
            } catch (LmdbException e) {
                throw new IOException("cannot write to " + data(folder) + ": " + e.getMessage(), e);
            }
        }
    }

    private void grow() throws IOException {
        try {
            mapBytes *= 2;
            env.setMapSize(mapBytes);
        } catch (LmdbException e) {
            throw new IOException("cannot map " + mapBytes + " bytes of " + data(folder) + ": " + e.getMessage(), e);
        }
    }

    private void tryWrite(int step, Map<Value, Optional<Value>> changes) {
        // Opening a database takes a transaction of its own, so it cannot be done within one.
        Dbi<ByteBuffer> target = database(step);
        try (Txn<ByteBuffer> txn = env.txnWrite()) {
            changes.forEach((key, value) -> write(txn, target, key, value));
            txn.commit();
        }
    }

    private void write(Txn<ByteBuffer> txn, Dbi<ByteBuffer> target, Value key, Optional<Value> value) {
        encoder.clear();
        encoder.write(key);
        ByteBuffer at = place.of(place(encoder.view()));
        if (value.isPresent()) {
            encoder.write(value.get());
            target.put(txn, at, entry.of(encoder.view()));
        } else {
            target.delete(txn, at);
        }
    }

    /** The key under which an entry is kept: LMDB's are limited to 511 bytes. */
    private static Bytes place(Bytes encoded) {
        if (encoded.length() <= KEY_BYTES_MAX) {
            return encoded;
        }
        ValueEncoder hash = new ValueEncoder();
        hash.writeByte(0xFF);
        hash.writeLong(XxHash64.hash(encoded, 1));
        hash.writeLong(XxHash64.hash(encoded, 2));
        return hash.view();
    }

    /** Makes all that was written durable. */
    void force() throws IOException {
        try {
            env.sync(true);
        } catch (LmdbException e) {
            throw new IOException("cannot write to " + data(folder) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        env.close();
    }

    /** Memory outside of the heap for one thing after the other. */
    private static final class DirectBuffer {
        private ByteBuffer buffer = ByteBuffer.allocateDirect(512);

        private ByteBuffer of(Bytes bytes) {
            if (buffer.capacity() < bytes.length()) {
                buffer = ByteBuffer.allocateDirect(Math.max(bytes.length(), buffer.capacity() * 2));
            }
            return buffer.clear().put(bytes.asBuffer()).flip();
        }
    }
}
