package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonReader;
import org.bson.BsonSerializationException;
import org.bson.BsonSymbol;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;
import org.bson.types.Decimal128;

/**
 * BSON to values ({@code spec/encodings.md}): what has a kind of value becomes one, the rest a map in MongoDB's
 * extended JSON ({@link ExtendedForms}). {@link BsonWriting} makes the same BSON of it.
 *
 * @param keepsWidths whether an int64 that would fit an int32 is told from one; else both are integers
 */
public record BsonReading(boolean keepsWidths) {
    /** No field's name, for those end with a null character. */
    private static final String NONE = "\0";

    /** The value of a document, of any depth. */
    public MapValue read(BsonDocument document) {
        return document(reader(document), 0);
    }

    /** The entries of a document, each as {@link #read(BsonValue)} reads it, without the one of a name. */
    public MapValue readWithout(String name, BsonDocument document) {
        return entries(reader(document), 0, name);
    }

    /** The value of any BSON. */
    public Value read(BsonValue bson) {
        BsonReader reader = new BsonDocumentReader(new BsonDocument("", bson));
        reader.readStartDocument();
        reader.readBsonType();
        reader.skipName();
        return value(reader, 0);
    }

    /** One that is still bytes is read as they are: as a document it would be taken apart first. */
    private static BsonReader reader(BsonDocument document) {
        return document instanceof RawBsonDocument raw
                ? new BsonBinaryReader(new ByteBufferBsonInput(raw.getByteBuffer()))
                : new BsonDocumentReader(document);
    }

    /** The value of the document that a reader stands before. */
    MapValue document(BsonReader reader, int depth) {
        MapValue map = entries(reader, depth, NONE);
        return BsonWriting.isForm(map) ? Value.map(ExtendedForms.DOCUMENT, map) : map;
    }

    private MapValue entries(BsonReader reader, int depth, String without) {
        checkDepth(depth);
        MapValue.Builder entries = MapValue.builder();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            if (name.equals(without)) {
                reader.skipValue();
            } else {
                entries.put(name, value(reader, depth + 1));
            }
        }
        reader.readEndDocument();
        return entries.build();
    }

    private ListValue array(BsonReader reader, int depth) {
        checkDepth(depth);
        List<Value> items = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            items.add(value(reader, depth + 1));
        }
        reader.readEndArray();
        return Value.list(items);
    }

    private Value value(BsonReader reader, int depth) {
        return switch (reader.getCurrentBsonType()) {
            case DOUBLE -> Value.of(reader.readDouble());
            case STRING -> Value.of(reader.readString());
            case DOCUMENT -> document(reader, depth);
            case ARRAY -> array(reader, depth);
            case BINARY -> binary(reader.readBinaryData());
            case BOOLEAN -> Value.of(reader.readBoolean());
            case DATE_TIME -> Value.of(Instant.ofEpochMilli(reader.readDateTime()));
            case NULL -> {
                reader.readNull();
                yield Value.NULL;
            }
            case INT32 -> Value.of(reader.readInt32());
            case INT64 -> int64(reader.readInt64());
            case DECIMAL128 -> decimal(reader.readDecimal128());
            default -> form(reader, depth);
        };
    }

    private Value form(BsonReader reader, int depth) {
        return switch (reader.getCurrentBsonType()) {
            case OBJECT_ID -> ExtendedForms.of(reader.readObjectId());
            case TIMESTAMP -> ExtendedForms.of(reader.readTimestamp());
            case REGULAR_EXPRESSION -> ExtendedForms.of(reader.readRegularExpression());
            case DB_POINTER -> ExtendedForms.of(reader.readDBPointer());
            case JAVASCRIPT -> ExtendedForms.of(new BsonJavaScript(reader.readJavaScript()));
            case JAVASCRIPT_WITH_SCOPE -> {
                Value code = Value.of(reader.readJavaScriptWithScope());
                yield Value.map(ExtendedForms.CODE, code, ExtendedForms.SCOPE, document(reader, depth));
            }
            case SYMBOL -> ExtendedForms.of(new BsonSymbol(reader.readSymbol()));
            case UNDEFINED -> {
                reader.readUndefined();
                yield ExtendedForms.ofUndefined();
            }
            case MIN_KEY -> {
                reader.readMinKey();
                yield ExtendedForms.ofMinKey();
            }
            case MAX_KEY -> {
                reader.readMaxKey();
                yield ExtendedForms.ofMaxKey();
            }
            default -> throw new AssertionError("BSON has no type " + reader.getCurrentBsonType());
        };
    }

    private static Value binary(BsonBinary binary) {
        return binary.getType() == 0 ? Value.of(Bytes.wrap(binary.getData())) : ExtendedForms.of(binary);
    }

    private Value int64(long number) {
        boolean isNarrow = (int) number == number;
        return keepsWidths && isNarrow ? ExtendedForms.of(new BsonInt64(number)) : Value.of(number);
    }

    private static Value decimal(Decimal128 decimal) {
        boolean isNegativeZero = decimal.isNegative() && decimal.isFinite() && isZero(decimal);
        return decimal.isFinite() && !isNegativeZero ? Value.of(decimal.bigDecimalValue()) : ExtendedForms.of(decimal);
    }

    private static boolean isZero(Decimal128 decimal) {
        return Decimal128.fromIEEE754BIDEncoding(decimal.getHigh() & Long.MAX_VALUE, decimal.getLow())
                        .bigDecimalValue()
                        .compareTo(BigDecimal.ZERO)
                == 0;
    }

    private static void checkDepth(int depth) {
        if (depth >= ValueEncoder.DEPTH_MAX) {
            throw new BsonSerializationException("it is nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
    }
}
