package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;

/** The maps that stand for what MessagePack has no type for, or {@link Value} no kind. */
final class MessagePackForms {
    static final String DECIMAL = "$numberDecimal";
    static final String EXTENSION = "$ext";
    static final String TYPE = "type";
    static final String DATA = "data";

    private static final int TIMESTAMP = -1;

    private MessagePackForms() {}

    /** What a map that was read stands for: a decimal, or itself. */
    static Value read(MapValue map) {
        if (map.size() != 1 || !(map.get(DECIMAL) instanceof StringValue(var digits))) {
            return map;
        }
        try {
            BigDecimal decimal = new BigDecimal(digits);
            return decimal.toString().equals(digits) ? Value.of(decimal) : map;
        } catch (NumberFormatException e) {
            return map;
        }
    }

    /** The map that stands for an extension. */
    static MapValue extension(byte type, Bytes data) {
        return Value.map(EXTENSION, Value.map(TYPE, Value.of(type), DATA, Value.of(data)));
    }

    /** Whether a map stands for an extension. That of times is none: a time stands for itself. */
    static boolean isExtension(MapValue map) {
        return map.size() == 1
                && map.get(EXTENSION) instanceof MapValue parts
                && parts.size() == 2
                && parts.get(TYPE) instanceof IntegerValue(var type)
                && type == (byte) type
                && type != TIMESTAMP
                && parts.get(DATA) instanceof BytesValue;
    }
}
