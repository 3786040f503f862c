package io.tapedeck.processors.python;

import com.oracle.graal.python.builtins.objects.common.EconomicMapStorage;
import com.oracle.graal.python.builtins.objects.common.ObjectHashMap;
import com.oracle.graal.python.lib.PyObjectHashNode;
import com.oracle.truffle.api.strings.TruffleString;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes dicts of maps that have the keys of one that came before, as the messages of a stream mostly do: a copy of that
 * one's hash table needs nothing hashed or put. Only maps with strings as keys, and not many, are remembered.
 */
final class DictShapes {
    private static final int SHAPES = 64;
    private static final int KEYS_MAX = 32;

    private final @Nullable Shape[] shapes = new @Nullable Shape[SHAPES];

    /** The keys, in order, and a table that has them at these places. */
    private record Shape(List<Value> keys, ObjectHashMap table) {
        boolean fits(MapValue map) {
            if (map.size() != keys.size()) {
                return false;
            }
            int at = 0;
            for (Value key : map.entries().keySet()) {
                if (!key.equals(keys.get(at++))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A dict's storage with a map's entries.
     *
     * @param name makes a key
     * @param item makes a value
     * @return null where the map is none of those that are remembered
     */
    @Nullable
    EconomicMapStorage storage(MapValue map, Function<String, TruffleString> name, Function<Value, Object> item) {
        if (map.size() > KEYS_MAX || !(map.entries().keySet().iterator().next() instanceof StringValue first)) {
            return null;
        }
        int place = (first.value().hashCode() * 31 + map.size()) & SHAPES - 1;
        Shape shape = shapes[place];
        if (shape == null || !shape.fits(map)) {
            shape = shape(map, name);
            if (shape == null) {
                return null;
            }
            shapes[place] = shape;
        }
        ObjectHashMap table = shape.table().copy();
        int at = 0;
        for (Value value : map.entries().values()) {
            table.setValue(at++, item.apply(value));
        }
        return new EconomicMapStorage(table, /* copy= */ false);
    }

    private static @Nullable Shape shape(MapValue map, Function<String, TruffleString> name) {
        ObjectHashMap table = new ObjectHashMap(map.size());
        List<Value> keys = new ArrayList<>(map.size());
        for (Value key : map.entries().keySet()) {
            if (!(key instanceof StringValue text)) {
                return null;
            }
            TruffleString guest = name.apply(text.value());
            ObjectHashMap.PutNode.putUncached(table, guest, PyObjectHashNode.executeUncached(guest), guest);
            keys.add(key);
        }
        return new Shape(keys, table);
    }
}
