package io.tapedeck.processors.python;

import com.oracle.graal.python.builtins.objects.bytes.PByteArray;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state as one step sees it. Writes go to the store at once. What was read or written stays known until
 * the step ends, for two reasons: two reads of a key give the same object, and a list or dict that was changed
 * in place counts as written ({@link #flush}).
 */
final class StateAccess {
    /** For the iterations of one call. */
    private static final int CURSOR_BITS = 32;

    private final KeyValueStore store;
    private final GuestReader reader;
    private final GuestWriter writer;
    private final GuestHelpers helpers;
    private final ValueComparer comparer;
    private final Map<Value, Held> held = new LinkedHashMap<>();
    private final List<Iterator<Map.Entry<Value, Value>>> cursors = new ArrayList<>(0);
    private long firstCursor;

    /** An object that the code holds, and what the store has in its place. */
    private record Held(Object object, Value stored) {
        boolean mayChange() {
            return object instanceof PDict
                    || object instanceof PList
                    || object instanceof PTuple
                    || object instanceof PByteArray;
        }
    }

    StateAccess(
            KeyValueStore store, GuestReader reader, GuestWriter writer, GuestHelpers helpers, ValueComparer comparer) {
        this.store = store;
        this.reader = reader;
        this.writer = writer;
        this.helpers = helpers;
        this.comparer = comparer;
    }

    /** Whether anything was read or written. */
    boolean isUsed() {
        return !held.isEmpty();
    }

    Object get(Object guestKey) {
        Value key = key(guestKey);
        Held known = held.get(key);
        if (known != null) {
            return known.object();
        }
        Value stored = store.get(key);
        if (stored.isNull() && !store.has(key)) {
            return helpers.missing();
        }
        Object object = writer.write(stored);
        held.put(key, new Held(object, stored));
        return object;
    }

    void put(Object guestKey, Object object) {
        Value key = key(guestKey);
        Value value = read(key, object);
        store.put(key, value);
        held.put(key, new Held(object, value));
    }

    boolean remove(Object guestKey) {
        Value key = key(guestKey);
        if (!store.has(key)) {
            return false;
        }
        store.remove(key);
        held.remove(key);
        return true;
    }

    boolean has(Object guestKey) {
        return store.has(key(guestKey));
    }

    long size() {
        return store.size();
    }

    /** Begins an iteration; the number is for {@link #next}, and another than in every other call. */
    long cursor() {
        if (cursors.isEmpty()) {
            firstCursor = World.current().map(World::scope).orElse(0L) << CURSOR_BITS;
        }
        cursors.add(store.entries().iterator());
        return firstCursor + cursors.size() - 1;
    }

    /** The next key of an iteration, or the object for "missing" at its end. */
    Object next(long cursor) {
        if (cursor < firstCursor || cursor >= firstCursor + cursors.size()) {
            throw helpers.encodingError("an iteration over the state ends with the call that began it");
        }
        Iterator<Map.Entry<Value, Value>> entries = cursors.get((int) (cursor - firstCursor));
        return entries.hasNext() ? writer.write(entries.next().getKey()) : helpers.missing();
    }

    /**
     * Writes what was changed in place, in the order in which it was first touched.
     *
     * @throws com.oracle.graal.python.runtime.exception.PException where it is no longer a value
     */
    void flush() {
        for (Map.Entry<Value, Held> entry : held.entrySet()) {
            Held each = entry.getValue();
            if (each.mayChange()) {
                Value now = read(entry.getKey(), each.object());
                if (!comparer.isSame(now, each.stored())) {
                    store.put(entry.getKey(), now);
                }
            }
        }
    }

    private Value read(Value key, Object object) {
        try {
            return reader.read(object);
        } catch (UnencodableException e) {
            throw helpers.encodingError(e.sentence("cannot keep", " in state[" + quoted(key) + "]"));
        }
    }

    private static String quoted(Value key) {
        return key.kind().equals("string") ? "\"" + key + "\"" : key.toString();
    }

    private Value key(Object object) {
        Value key;
        try {
            key = reader.read(object);
        } catch (UnencodableException e) {
            throw helpers.encodingError(e.sentence("cannot use", " as a key of state"));
        }
        if (!key.isScalar()) {
            throw helpers.encodingError("cannot use a " + (key.kind().equals("map") ? "dict" : "list or tuple")
                    + " as a key of state: use a string");
        }
        return key;
    }
}
