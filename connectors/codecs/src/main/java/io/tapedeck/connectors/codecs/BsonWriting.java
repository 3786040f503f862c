package io.tapedeck.connectors.codecs;

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
import io.tapedeck.log.ValueEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;

/**
 * Values to BSON ({@code spec/encodings.md}). A map in MongoDB's extended JSON becomes what it stands for ({@link
 * ExtendedForms}). A time is cut to milliseconds, for BSON has no finer one; what else BSON cannot hold is refused.
 */
public final class BsonWriting {
    private static final BsonValueCodec FORMS = new BsonValueCodec();
    private static final EncoderContext CONTEXT = EncoderContext.builder().build();

    private BsonWriting() {}

    /**
     * The document that a value is.
     *
     * @throws EncodingException where it is none, or BSON cannot hold it
     */
    public static BsonDocument document(Value value) throws EncodingException {
        BsonDocument document = new BsonDocument();
        document(new BsonDocumentWriter(document), value);
        return document;
    }

    /**
     * The BSON of a value.
     *
     * @throws EncodingException where BSON cannot hold it
     */
    public static BsonValue write(Value value) throws EncodingException {
        BsonDocument holder = new BsonDocument();
        BsonWriter writer = new BsonDocumentWriter(holder);
        writer.writeStartDocument();
        writer.writeName("");
        value(writer, value, 0);
        writer.writeEndDocument();
        return Objects.requireNonNull(holder.get(""));
    }

    /** Writes the document that a value is. */
    static void document(BsonWriter writer, Value value) throws EncodingException {
        if (!(value instanceof MapValue map)) {
            throw new EncodingException("a document is a map; found: " + value.kind());
        }
        if (isEscape(map)) {
            fields(writer, map.get(ExtendedForms.DOCUMENT).asMap(), 0);
        } else if (isForm(map)) {
            throw new EncodingException("a document is a map of its fields, not one of extended JSON such as " + value);
        } else {
            fields(writer, map, 0);
        }
    }

    /** Whether a map would be written as something else than the document of its entries. */
    static boolean isForm(MapValue map) {
        return isCodeWithScope(map) || isEscape(map) || ExtendedForms.read(map).isPresent();
    }

    private static void value(BsonWriter writer, Value value, int depth) throws EncodingException {
        switch (value) {
            case NullValue _ -> writer.writeNull();
            case BooleanValue bool -> writer.writeBoolean(bool.asBoolean());
            case IntegerValue(var number) -> integer(writer, number);
            case BigIntegerValue number -> writer.writeDecimal128(decimal(number.asDecimal()));
            case FloatValue(var number) -> writer.writeDouble(number);
            case DecimalValue(var number) -> writer.writeDecimal128(decimal(number));
            case StringValue(var text) -> writer.writeString(checked(text));
            case BytesValue(var bytes) -> writer.writeBinaryData(new BsonBinary(bytes.toByteArray()));
            case TimeValue(var time) -> writer.writeDateTime(millis(time));
            case ListValue list -> array(writer, list, depth);
            case MapValue map -> map(writer, map, depth);
        }
    }

    private static void map(BsonWriter writer, MapValue map, int depth) throws EncodingException {
        if (isEscape(map)) {
            fields(writer, map.get(ExtendedForms.DOCUMENT).asMap(), depth);
        } else if (isCodeWithScope(map)) {
            writer.writeJavaScriptWithScope(checked(map.get(ExtendedForms.CODE).asString()));
            scope(writer, map.get(ExtendedForms.SCOPE).asMap(), depth);
        } else {
            Optional<BsonValue> form = ExtendedForms.read(map);
            if (form.isPresent()) {
                FORMS.encode(writer, form.get(), CONTEXT);
            } else {
                fields(writer, map, depth);
            }
        }
    }

    private static boolean isEscape(MapValue map) {
        return map.size() == 1 && map.get(ExtendedForms.DOCUMENT) instanceof MapValue;
    }

    private static boolean isCodeWithScope(MapValue map) {
        return map.size() == 2
                && map.get(ExtendedForms.CODE) instanceof StringValue
                && map.get(ExtendedForms.SCOPE) instanceof MapValue;
    }

    private static void scope(BsonWriter writer, MapValue scope, int depth) throws EncodingException {
        fields(writer, isEscape(scope) ? scope.get(ExtendedForms.DOCUMENT).asMap() : scope, depth);
    }

    private static void fields(BsonWriter writer, MapValue map, int depth) throws EncodingException {
        checkDepth(depth);
        writer.writeStartDocument();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            writer.writeName(name(entry.getKey()));
            value(writer, entry.getValue(), depth + 1);
        }
        writer.writeEndDocument();
    }

    private static void array(BsonWriter writer, ListValue list, int depth) throws EncodingException {
        checkDepth(depth);
        writer.writeStartArray();
        for (Value item : list.items()) {
            value(writer, item, depth + 1);
        }
        writer.writeEndArray();
    }

    private static void checkDepth(int depth) throws EncodingException {
        if (depth >= ValueEncoder.DEPTH_MAX) {
            throw new EncodingException("it is nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
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
        Utf8.check(text);
        return text;
    }

    private static void integer(BsonWriter writer, long number) {
        if ((int) number == number) {
            writer.writeInt32((int) number);
        } else {
            writer.writeInt64(number);
        }
    }

    private static Decimal128 decimal(BigDecimal number) throws EncodingException {
        try {
            return new Decimal128(number);
        } catch (NumberFormatException e) {
            throw new EncodingException("BSON's decimals have 34 digits at most, and exponents from -6176 to 6111; "
                    + "this number does not fit: " + shortened(number));
        }
    }

    private static String shortened(BigDecimal number) {
        return "a decimal of " + number.precision() + " digits and the scale " + number.scale();
    }

    private static long millis(Instant time) throws EncodingException {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new EncodingException("BSON's dates end 292 million years from 1970; " + time + " is none");
        }
    }
}
