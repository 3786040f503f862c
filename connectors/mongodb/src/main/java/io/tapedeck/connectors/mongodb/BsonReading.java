package io.tapedeck.connectors.mongodb;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * BSON to values ({@code spec/stream-url.md}): what has a kind of value becomes one, the rest a map in MongoDB's extended
 * JSON ({@link ExtendedForms}). {@link BsonWriting} makes the same BSON of it.
 *
 * @param keepsWidths whether an int64 that would fit an int32 is told from one; else both are integers
 */
record BsonReading(boolean keepsWidths) {
    /** The value of a document, of any depth. */
    MapValue read(BsonDocument document) {
        MapValue.Builder entries = MapValue.builder();
        for (Map.Entry<String, BsonValue> entry : document.entrySet()) {
            entries.put(entry.getKey(), read(entry.getValue()));
        }
        MapValue map = entries.build();
        return BsonWriting.isForm(map) ? Value.map(ExtendedForms.DOCUMENT, map) : map;
    }

    /** The value of any BSON. */
    Value read(BsonValue bson) {
        return switch (bson.getBsonType()) {
            case DOUBLE -> Value.of(bson.asDouble().getValue());
            case STRING -> Value.of(bson.asString().getValue());
            case DOCUMENT -> read(bson.asDocument());
            case ARRAY -> read(bson.asArray());
            case BINARY -> read(bson.asBinary());
            case BOOLEAN -> Value.of(bson.asBoolean().getValue());
            case DATE_TIME -> Value.of(Instant.ofEpochMilli(bson.asDateTime().getValue()));
            case NULL -> Value.NULL;
            case INT32 -> Value.of(bson.asInt32().getValue());
            case INT64 -> read(bson.asInt64());
            case DECIMAL128 -> read(bson.asDecimal128().getValue());
            case OBJECT_ID -> ExtendedForms.of(bson.asObjectId().getValue());
            case TIMESTAMP -> ExtendedForms.of(bson.asTimestamp());
            case REGULAR_EXPRESSION -> ExtendedForms.of(bson.asRegularExpression());
            case DB_POINTER -> ExtendedForms.of(bson.asDBPointer());
            case JAVASCRIPT -> ExtendedForms.of(bson.asJavaScript());
            case JAVASCRIPT_WITH_SCOPE -> read(bson.asJavaScriptWithScope());
            case SYMBOL -> ExtendedForms.of(bson.asSymbol());
            case UNDEFINED -> ExtendedForms.ofUndefined();
            case MIN_KEY -> ExtendedForms.ofMinKey();
            case MAX_KEY -> ExtendedForms.ofMaxKey();
            case END_OF_DOCUMENT -> throw new AssertionError("an end is no value");
        };
    }

    private ListValue read(BsonArray array) {
        List<Value> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(read(item)));
        return Value.list(items);
    }

    private static Value read(BsonBinary binary) {
        return binary.getType() == 0 ? Value.of(Bytes.wrap(binary.getData())) : ExtendedForms.of(binary);
    }

    private Value read(BsonInt64 number) {
        boolean isNarrow = (int) number.getValue() == number.getValue();
        return keepsWidths && isNarrow ? ExtendedForms.of(number) : Value.of(number.getValue());
    }

    private static Value read(Decimal128 decimal) {
        boolean isNegativeZero = decimal.isNegative() && decimal.isFinite() && isZero(decimal);
        return decimal.isFinite() && !isNegativeZero ? Value.of(decimal.bigDecimalValue()) : ExtendedForms.of(decimal);
    }

    private static boolean isZero(Decimal128 decimal) {
        return Decimal128.fromIEEE754BIDEncoding(decimal.getHigh() & Long.MAX_VALUE, decimal.getLow())
                        .bigDecimalValue()
                        .compareTo(BigDecimal.ZERO)
                == 0;
    }

    private MapValue read(BsonJavaScriptWithScope code) {
        return Value.map(ExtendedForms.CODE, Value.of(code.getCode()), ExtendedForms.SCOPE, read(code.getScope()));
    }
}
