package io.tapedeck.processors.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.common.EconomicMapStorage;
import com.oracle.graal.python.builtins.objects.common.EmptyStorage;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.lib.PyObjectHashNode;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.truffle.api.strings.TruffleString;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes Python objects of values: real dicts, lists, strings and numbers. The context must be entered. */
final class GuestWriter {
    private static final int KEYS_MAX = 4_096;
    private static final long YEAR_1_SECONDS = -62_135_596_800L;
    private static final long YEAR_10000_SECONDS = 253_402_300_800L;

    private final PythonLanguage language;
    private final GuestHelpers helpers;
    private final Map<String, Key> keys = new HashMap<>();
    private final DictShapes shapes = new DictShapes();

    /** A dict's key that was seen before: field names come again with every message. */
    private record Key(TruffleString text, long hash) {
        static Key of(String text) {
            TruffleString guest = Strings.toGuest(text);
            return new Key(guest, PyObjectHashNode.executeUncached(guest));
        }
    }

    GuestWriter(PythonLanguage language, GuestHelpers helpers) {
        this.language = language;
        this.helpers = helpers;
    }

    Object write(Value value) {
        return switch (value) {
            case NullValue ignored -> PNone.NONE;
            case BooleanValue bool -> bool == BooleanValue.TRUE;
            case IntegerValue integer -> integer(integer.value());
            case BigIntegerValue big -> PFactory.createInt(language, big.value());
            case FloatValue number -> number.value();
            case DecimalValue decimal ->
                helpers.makeDecimal(Strings.toGuest(decimal.value().toString()));
            case StringValue string -> Strings.toGuest(string.value());
            case BytesValue bytes ->
                PFactory.createBytes(language, bytes.value().toByteArray());
            case TimeValue time -> time(time.value());
            case ListValue list -> list(list.items());
            case MapValue map -> map(map);
        };
    }

    /** Python's small integers are Java's int. */
    private static Object integer(long value) {
        if ((int) value == value) {
            return (int) value;
        }
        return value;
    }

    private Object time(Instant time) {
        if (time.getEpochSecond() < YEAR_1_SECONDS || time.getEpochSecond() >= YEAR_10000_SECONDS) {
            throw new UnrepresentableException("the time " + time + " is outside Python's years 1 to 9999");
        }
        return helpers.makeTime(time.getEpochSecond(), time.getNano());
    }

    private PList list(List<Value> items) {
        Object[] objects = new Object[items.size()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = write(items.get(i));
        }
        return PFactory.createList(language, objects);
    }

    private PDict map(MapValue map) {
        if (map.size() == 0) {
            return PFactory.createDict(language, EmptyStorage.INSTANCE);
        }
        EconomicMapStorage storage = shapes.storage(map, this::name, this::write);
        return PFactory.createDict(language, storage == null ? put(map) : storage);
    }

    private EconomicMapStorage put(MapValue map) {
        EconomicMapStorage storage = EconomicMapStorage.create(map.size());
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            Object value = write(entry.getValue());
            if (entry.getKey() instanceof StringValue name) {
                Key key = key(name.value());
                storage.putUncached(key.text(), key.hash(), value);
            } else {
                storage.putUncached(write(entry.getKey()), value);
            }
        }
        return storage;
    }

    /** A string that is likely to come again, such as a stream's name. */
    TruffleString name(String text) {
        return key(text).text();
    }

    private Key key(String text) {
        Key known = keys.get(text);
        if (known != null) {
            return known;
        }
        Key key = Key.of(text);
        if (keys.size() < KEYS_MAX) {
            keys.put(text, key);
        }
        return key;
    }
}
