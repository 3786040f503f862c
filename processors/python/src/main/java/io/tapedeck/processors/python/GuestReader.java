package io.tapedeck.processors.python;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.bytes.PBytesLike;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageGetIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIterator;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorKey;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorNext;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes.HashingStorageIteratorValue;
import com.oracle.graal.python.builtins.objects.common.SequenceStorageNodes;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.floats.PFloat;
import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of Python objects. Subclasses of the builtin types count as these (a named tuple is a list, a
 * {@code defaultdict} a map, a {@code StrEnum} a string); what else there is, is refused with a hint.
 */
final class GuestReader {
    private final PythonContext context;
    private final GuestHelpers helpers;
    private int depth;

    GuestReader(PythonContext context, GuestHelpers helpers) {
        this.context = context;
        this.helpers = helpers;
    }

    /**
     * Reads one.
     *
     * @throws UnencodableException where it is not a value, or something in it is not
     */
    Value read(Object object) {
        depth = 0;
        return value(object);
    }

    private Value value(Object object) {
        return switch (object) {
            case TruffleString text -> Value.of(Strings.toHost(text));
            case Integer number -> Value.of((long) number);
            case Long number -> Value.of(number);
            case Double number -> Value.of(number);
            case Boolean bool -> Value.of(bool);
            case PNone ignored -> Value.NULL;
            case PDict dict -> map(dict.getDictStorage());
            case PList list -> list(list.getSequenceStorage());
            case PTuple tuple -> list(tuple.getSequenceStorage());
            case PString text -> Value.of(Strings.toHost(text.getValueUncached()));
            case PInt number -> integer(number);
            case PFloat number -> Value.of(number.getValue());
            case PBytesLike bytes -> bytes(bytes);
            default -> described(object);
        };
    }

    private Value integer(PInt number) {
        if (number == context.getTrue() || number == context.getFalse()) {
            return Value.of(number == context.getTrue());
        }
        return Value.of(number.getValue());
    }

    private static Value bytes(PBytesLike bytes) {
        byte[] array = SequenceStorageNodes.ToByteArrayNode.executeUncached(bytes.getSequenceStorage());
        return Value.of(Bytes.wrap(array));
    }

    private Value list(SequenceStorage storage) {
        descend();
        @Nullable Value[] items = new Value[storage.length()];
        for (int i = 0; i < items.length; i++) {
            Object item = SequenceStorageNodes.GetItemScalarNode.executeUncached(storage, i);
            try {
                items[i] = value(item);
            } catch (UnencodableException e) {
                throw e.within("[" + i + "]");
            }
        }
        depth--;
        return Value.list(Arrays.asList(items));
    }

    private Value map(HashingStorage storage) {
        descend();
        MapValue.Builder builder = MapValue.builder();
        HashingStorageIterator entries = HashingStorageGetIterator.executeUncached(storage);
        while (HashingStorageIteratorNext.executeUncached(storage, entries)) {
            Value key = key(HashingStorageIteratorKey.executeUncached(storage, entries));
            Object item = HashingStorageIteratorValue.executeUncached(storage, entries);
            try {
                builder.put(key, value(item));
            } catch (UnencodableException e) {
                throw e.within(step(key));
            }
        }
        depth--;
        return builder.build();
    }

    private Value key(Object object) {
        Value key = object instanceof PTuple ? Value.list() : value(object);
        if (!key.isScalar()) {
            throw new UnencodableException("a dict with a tuple as key", "use strings as keys");
        }
        return key;
    }

    private static String step(Value key) {
        String text = key.toString();
        return text.matches("\\w+") ? "." + text : "[\"" + text + "\"]";
    }

    private void descend() {
        if (++depth > ValueEncoder.DEPTH_MAX) {
            throw new UnencodableException(
                    "a value nested deeper than " + ValueEncoder.DEPTH_MAX, "it may contain itself");
        }
    }

    /** Times and decimals are Python's own classes: Python code takes them apart. */
    private Value described(Object object) {
        Object[] parts = helpers.describe(object);
        return switch (text(parts[0])) {
            case "time" -> Value.of(Instant.ofEpochSecond(number(parts[1]), number(parts[2])));
            case "decimal" -> Value.of(new BigDecimal(text(parts[1])));
            default -> throw new UnencodableException(text(parts[1]), text(parts[2]));
        };
    }

    static String text(Object object) {
        return object instanceof PString string
                ? Strings.toHost(string.getValueUncached())
                : Strings.toHost((TruffleString) object);
    }

    static long number(Object object) {
        return object instanceof PInt big ? big.getValue().longValueExact() : ((Number) object).longValue();
    }
}
