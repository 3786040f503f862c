package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueTypeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of one step, in memory, with its timers. It keeps what is needed to undo the changes of an input or
 * of one call of it, a digest that advances with every write, and the keys that changed since the last checkpoint.
 *
 * <p>Whoever keeps the state elsewhere sees timers as entries under keys that are lists ({@link #keys}, {@link #get},
 * {@link #changedKeys}); size and iteration, which processors use, do without them.
 */
public final class StateStore implements KeyValueStore {
    private static final int PUT = 1;
    private static final int REMOVE = 2;

    private static final Value NOTHING_FOUND = Value.list();

    /** One whose keys can be walked through while it changes. */
    private final Map<Value, Entry> entries;

    /** What was looked for last, which is often written next: in a large store it is the looking that takes long. */
    private Value foundKey = NOTHING_FOUND;

    private @Nullable Entry found;
    private Set<Value> changedSinceCheckpoint = new HashSet<>();
    private long checkpoints;
    private List<Undo> undo = new ArrayList<>();
    private List<Undo> committed = new ArrayList<>();
    private final ValueEncoder encoder = new ValueEncoder();
    private Optional<TreeSet<Value>> ordered = Optional.empty();
    private final TimerIndex timers = new TimerIndex();
    private long digest;

    /** A value, and whether it was changed since the last checkpoint: told by how many there were then. */
    private static final class Entry {
        private Value value;
        private long changedAt;

        private Entry(Value value, long changedAt) {
            this.value = value;
            this.changedAt = changedAt;
        }
    }

    private record Undo(Value key, Optional<Value> before, long digestBefore) {}

    /** An empty store. */
    public StateStore() {
        this(Map.of(), 0);
    }

    /** A store as a checkpoint left it. */
    public StateStore(Map<Value, Value> entries, long digest) {
        this.entries = new ConcurrentHashMap<>(entries.size());
        this.digest = digest;
        entries.forEach((key, value) -> {
            this.entries.put(key, new Entry(value, -1));
            if (TimerIndex.isPlace(key)) {
                timers.changed(key, Value.NULL, value);
            }
        });
    }

    /** What a checkpoint of this store gives back: the same entries, by way of their encoding. */
    public StateStore restored() {
        Map<Value, Value> copies = new HashMap<>();
        entries.forEach((key, entry) -> copies.put(copy(key), copy(entry.value)));
        return new StateStore(copies, digest);
    }

    private static Value copy(Value value) {
        return ValueDecoder.decode(ValueEncoder.encode(value));
    }

    @SuppressWarnings("ReferenceEquality") // another object with the same content is looked for, and found too
    private @Nullable Entry find(Value key) {
        if (key != foundKey) {
            found = entries.get(key);
            foundKey = key;
        }
        return found;
    }

    /** The found entry is there no more, or another. */
    private void forgetFound() {
        foundKey = NOTHING_FOUND;
        found = null;
    }

    private Optional<Value> valueOf(Value key) {
        Entry entry = find(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value);
    }

    @Override
    public Value get(Value key) {
        Entry entry = find(key);
        return entry == null ? Value.NULL : entry.value;
    }

    @Override
    public boolean has(Value key) {
        return find(key) != null;
    }

    @Override
    public void put(Value key, Value value) {
        if (!key.isScalar()) {
            throw new ValueTypeException("scalar as a key of state", key);
        }
        write(key, value);
    }

    private void write(Value key, Value value) {
        advance(PUT, key, value);
        change(key, Optional.of(value));
    }

    @Override
    public void remove(Value key) {
        if (key.isScalar()) {
            erase(key);
        }
    }

    private void erase(Value key) {
        if (has(key)) {
            advance(REMOVE, key, Value.NULL);
            change(key, Optional.empty());
        }
    }

    /** The timers, as a processor sets them. */
    public Timers timers() {
        return new Timers() {
            @Override
            public void set(Value key, Instant due) {
                write(TimerIndex.place(new ProcessorTimer(key, due).key()), Value.of(due));
            }

            @Override
            public void cancel(Value key) {
                erase(TimerIndex.place(key));
            }

            @Override
            public Optional<Instant> due(Value key) {
                return valueOf(TimerIndex.place(key)).map(Value::asTime);
            }

            @Override
            public List<ProcessorTimer> all() {
                return timers.all();
            }
        };
    }

    /** Whether a timer is set. */
    public boolean hasTimers() {
        return timers.size() > 0;
    }

    /** The timer that fires first. */
    public Optional<ProcessorTimer> nextTimer() {
        return timers.first();
    }

    /** The timers that are due at a time or before, in the order in which they fire. */
    public List<ProcessorTimer> timersDueAt(Instant time) {
        return timers.dueAt(time);
    }

    /** The digest of the writes so far: XXH64 over the kind of write, key and value, seeded with the one before. */
    private void advance(int write, Value key, Value value) {
        encoder.clear();
        encoder.writeByte(write);
        encoder.write(key);
        encoder.write(value);
        undo.add(new Undo(key, valueOf(key), digest));
        digest = encoder.hashFrom(0, digest);
    }

    private void change(Value key, Optional<Value> value) {
        Entry before = find(key);
        if (before == null || before.changedAt != checkpoints) {
            changedSinceCheckpoint.add(key);
        }
        set(key, value);
    }

    private void set(Value key, Optional<Value> value) {
        if (TimerIndex.isPlace(key)) {
            timers.changed(key, get(key), value.orElse(Value.NULL));
        }
        Entry entry = find(key);
        if (value.isEmpty()) {
            entries.remove(key);
            forgetFound();
            ordered.filter(keys -> !TimerIndex.isPlace(key)).ifPresent(keys -> keys.remove(key));
        } else if (entry == null) {
            entries.put(key, new Entry(value.get(), checkpoints));
            forgetFound();
            ordered.filter(keys -> !TimerIndex.isPlace(key)).ifPresent(keys -> keys.add(key));
        } else {
            entry.value = value.get();
            entry.changedAt = checkpoints;
        }
    }

    @Override
    public long size() {
        return (long) entries.size() - timers.size();
    }

    @Override
    public Iterable<Map.Entry<Value, Value>> entries() {
        if (ordered.isEmpty()) {
            TreeSet<Value> keys = new TreeSet<>(KeyOrder.INSTANCE);
            entries.keySet().stream().filter(key -> !TimerIndex.isPlace(key)).forEach(keys::add);
            ordered = Optional.of(keys);
        }
        List<Value> keys = new ArrayList<>(ordered.get());
        return () -> keys.stream()
                .filter(entries::containsKey)
                .map(key -> Map.entry(key, get(key)))
                .iterator();
    }

    /**
     * The keys that are there, those of timers too, in no order; a view. Whoever walks through them while the store
     * changes meets those that were there all the while, once each.
     */
    public Collection<Value> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The digest of all writes so far. */
    public long digest() {
        return digest;
    }

    /** A place to which {@link #rollBackTo} can return, until the next {@link #commit}. */
    public int savepoint() {
        return undo.size();
    }

    /** Undoes what was written since a savepoint. */
    public void rollBackTo(int savepoint) {
        committed.clear();
        while (undo.size() > savepoint) {
            Undo last = undo.removeLast();
            set(last.key(), last.before());
            digest = last.digestBefore();
        }
    }

    /** Makes what was written final. */
    public void commit() {
        List<Undo> written = undo;
        undo = committed;
        undo.clear();
        committed = written;
    }

    /**
     * An entry that was changed.
     *
     * @param before its value before; null where there was none
     * @param after its value now; null where there is none
     */
    public record Change(Value key, Value before, Value after) {}

    /** What the last {@link #commit} made final, in the order of the first write of each key; nothing after an undoing. */
    public List<Change> committedChanges() {
        Map<Value, Value> before = new LinkedHashMap<>();
        committed.forEach(
                write -> before.putIfAbsent(write.key(), write.before().orElse(Value.NULL)));
        return before.entrySet().stream()
                .map(entry -> new Change(entry.getKey(), entry.getValue(), get(entry.getKey())))
                .toList();
    }

    /**
     * What takes back an input's writes.
     *
     * @param before the value of each key that was written, where there was one
     * @param digest the digest of the writes before
     */
    public record Reversal(Map<Value, Optional<Value>> before, long digest) {}

    /** What takes back what the last {@link #commit} made final; of an undoing, nothing. */
    public Reversal reversal() {
        Map<Value, Optional<Value>> before = new LinkedHashMap<>();
        committed.forEach(write -> before.putIfAbsent(write.key(), write.before()));
        return new Reversal(
                before, committed.isEmpty() ? digest : committed.getFirst().digestBefore());
    }

    /** Goes back to where the store was before a commit; those behind it have to be taken back first. */
    public void revert(Reversal reversal) {
        rollBackTo(0);
        reversal.before().forEach(this::set);
        digest = reversal.digest();
    }

    /** The keys that were written since {@link #checkpointed}, in no order; a view. */
    public Collection<Value> changedKeys() {
        return Collections.unmodifiableSet(changedSinceCheckpoint);
    }

    /** The next checkpoint is to tell of all that is here, as if it were written since the last one. */
    public void markChanged() {
        changedSinceCheckpoint.addAll(entries.keySet());
        entries.values().forEach(entry -> entry.changedAt = checkpoints);
    }

    /** A checkpoint holds all that is here. A set that was large would stay so, and each checkpoint walk through it. */
    public void checkpointed() {
        changedSinceCheckpoint = new HashSet<>();
        checkpoints++;
    }
}
