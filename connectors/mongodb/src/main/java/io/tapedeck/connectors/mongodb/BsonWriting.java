package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * Values to BSON ({@code spec/stream-url.md}). A map in MongoDB's extended JSON becomes what it stands for ({@link
 * ExtendedForms}). A time is cut to milliseconds, for BSON has no finer one; what else BSON cannot hold is refused.
 */
final class BsonWriting {
    private BsonWriting() {}

    /**
     * The document that a value is.
     *
     * @throws EncodingException where it is none, or BSON cannot hold it
     */
    static BsonDocument document(Value value) throws EncodingException {
        if (!(value instanceof MapValue map)) {
            throw new EncodingException("a document is a map; found: " + value.kind());
        }
        if (!(write(map) instanceof BsonDocument document)) {
            throw new EncodingException("a document is a map of its fields, not one of extended JSON such as " + value);
        }
        return document;
    }

    /**
     * The BSON of a value.
     *
     * @throws EncodingException where BSON cannot hold it
     */
    static BsonValue write(Value value) throws EncodingException {
        return switch (value) {
            case NullValue _ -> BsonNull.VALUE;
            case BooleanValue bool -> BsonBoolean.valueOf(bool.asBoolean());
            case IntegerValue(var number) -> integer(number);
            case BigIntegerValue number -> decimal(number.asDecimal());
            case FloatValue(var number) -> new BsonDouble(number);
            case DecimalValue(var number) -> decimal(number);
            case StringValue(var text) -> new BsonString(checked(text));
            case BytesValue(var bytes) -> new BsonBinary(bytes.toByteArray());
            case TimeValue(var time) -> dateTime(time);
            case ListValue list -> array(list);
            case MapValue map -> map(map);
        };
    }

    /** Whether a map would be written as something else than the document of its entries. */
    static boolean isForm(MapValue map) {
        return isCodeWithScope(map) || isEscape(map) || ExtendedForms.read(map).isPresent();
    }

    private static BsonValue map(MapValue map) throws EncodingException {
        if (isEscape(map)) {
            return fields(map.get(ExtendedForms.DOCUMENT).asMap());
        }
        if (isCodeWithScope(map)) {
            return new BsonJavaScriptWithScope(
                    checked(map.get(ExtendedForms.CODE).asString()),
                    scope(map.get(ExtendedForms.SCOPE).asMap()));
        }
        Optional<BsonValue> form = ExtendedForms.read(map);
        return form.isPresent() ? form.get() : fields(map);
    }

    private static boolean isEscape(MapValue map) {
        return map.size() == 1 && map.get(ExtendedForms.DOCUMENT) instanceof MapValue;
    }

    private static boolean isCodeWithScope(MapValue map) {
        return map.size() == 2
                && map.get(ExtendedForms.CODE) instanceof StringValue
                && map.get(ExtendedForms.SCOPE) instanceof MapValue;
    }

    private static BsonDocument scope(MapValue scope) throws EncodingException {
        return map(scope) instanceof BsonDocument document ? document : fields(scope);
    }

    private static BsonDocument fields(MapValue map) throws EncodingException {
        BsonDocument document = new BsonDocument();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            document.append(name(entry.getKey()), write(entry.getValue()));
        }
        return document;
    }

    private static String name(Value key) throws EncodingException {
        if (!(key instanceof StringValue(var name))) {
            throw new EncodingException("the names of a document's fields are strings; found: " + key.kind());
        }
        if (name.indexOf('\0') >= 0) {
            throw new EncodingException("the name of a document's field cannot hold a null character");
        }
        return checked(name);
    }

    private static String checked(String text) throws EncodingException {
        Utf8.encode(text);
        return text;
    }

    private static BsonArray array(ListValue list) throws EncodingException {
        BsonArray array = new BsonArray();
        for (Value item : list.items()) {
            array.add(write(item));
        }
        return array;
    }

    private static BsonValue integer(long number) {
        return (int) number == number ? new BsonInt32((int) number) : new BsonInt64(number);
    }

    private static BsonDecimal128 decimal(BigDecimal number) throws EncodingException {
        try {
            return new BsonDecimal128(new Decimal128(number));
        } catch (NumberFormatException e) {
            throw new EncodingException("BSON's decimals have 34 digits at most, and exponents from -6176 to 6111; "
                    + "this number does not fit: " + shortened(number));
        }
    }

    private static String shortened(BigDecimal number) {
        return "a decimal of " + number.precision() + " digits and the scale " + number.scale();
    }

    private static BsonDateTime dateTime(Instant time) throws EncodingException {
        try {
            return new BsonDateTime(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw new EncodingException("BSON's dates end 292 million years from 1970; " + time + " is none");
        }
    }
}
