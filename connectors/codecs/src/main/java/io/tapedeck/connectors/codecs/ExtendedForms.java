package io.tapedeck.connectors.codecs;

import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * The maps that stand for what {@link Value} has no kind for: MongoDB's extended JSON (v2, canonical), such as {@code
 * {"$oid": "…"}}. A document that happens to look like one of them is itself held under {@value #DOCUMENT}. Code with a
 * scope is not among them, for it holds a document ({@link BsonReading}, {@link BsonWriting}).
 */
public final class ExtendedForms {
    static final String DOCUMENT = "$document";
    static final String CODE = "$code";
    static final String SCOPE = "$scope";

    private static final String OID = "$oid";
    static final String DATE = "$date";
    static final String DOUBLE = "$numberDouble";
    static final String BINARY = "$binary";
    private static final String BASE64 = "base64";
    private static final String SUB_TYPE = "subType";
    private static final String TIMESTAMP = "$timestamp";
    private static final String SECONDS = "t";
    private static final String INCREMENT = "i";
    private static final String REGEX = "$regularExpression";
    private static final String PATTERN = "pattern";
    private static final String OPTIONS = "options";
    private static final String POINTER = "$dbPointer";
    private static final String REF = "$ref";
    private static final String ID = "$id";
    private static final String SYMBOL = "$symbol";
    private static final String UNDEFINED = "$undefined";
    private static final String MIN_KEY = "$minKey";
    private static final String MAX_KEY = "$maxKey";
    static final String DECIMAL = "$numberDecimal";
    static final String INT32 = "$numberInt";
    static final String INT64 = "$numberLong";
    private static final long UNSIGNED_MAX = 0xFFFF_FFFFL;
    private static final HexFormat HEX = HexFormat.of();

    private ExtendedForms() {}

    // ---- BSON to maps ----

    static MapValue of(ObjectId id) {
        return Value.map(OID, Value.of(id.toHexString()));
    }

    static MapValue of(BsonBinary binary) {
        return Value.map(
                BINARY,
                Value.map(
                        BASE64,
                        Value.of(Base64.getEncoder().encodeToString(binary.getData())),
                        SUB_TYPE,
                        Value.of(HEX.toHexDigits(binary.getType()))));
    }

    /** Of a time of the deployment. */
    public static MapValue of(BsonTimestamp timestamp) {
        return Value.map(
                TIMESTAMP,
                Value.map(
                        SECONDS,
                        Value.of(timestamp.getTime() & UNSIGNED_MAX),
                        INCREMENT,
                        Value.of(timestamp.getInc() & UNSIGNED_MAX)));
    }

    static MapValue of(BsonRegularExpression regex) {
        return Value.map(
                REGEX, Value.map(PATTERN, Value.of(regex.getPattern()), OPTIONS, Value.of(regex.getOptions())));
    }

    static MapValue of(BsonDbPointer pointer) {
        return Value.map(POINTER, Value.map(REF, Value.of(pointer.getNamespace()), ID, of(pointer.getId())));
    }

    static MapValue of(BsonJavaScript code) {
        return Value.map(CODE, Value.of(code.getCode()));
    }

    static MapValue of(BsonSymbol symbol) {
        return Value.map(SYMBOL, Value.of(symbol.getSymbol()));
    }

    static MapValue ofUndefined() {
        return Value.map(UNDEFINED, Value.of(true));
    }

    static MapValue ofMinKey() {
        return Value.map(MIN_KEY, Value.of(1));
    }

    static MapValue ofMaxKey() {
        return Value.map(MAX_KEY, Value.of(1));
    }

    /** Of a decimal that no {@link java.math.BigDecimal} is: NaN, an infinity, a negative zero. */
    static MapValue of(Decimal128 decimal) {
        return Value.map(DECIMAL, Value.of(decimal.toString()));
    }

    /** Of a number whose width is to be kept. */
    static MapValue of(BsonInt64 number) {
        return Value.map(INT64, Value.of(Long.toString(number.getValue())));
    }

    // ---- Maps to BSON ----

    /** What a map stands for; empty where it stands for a document. */
    static Optional<BsonValue> read(MapValue map) {
        if (map.size() != 1) {
            return Optional.empty();
        }
        var entry = map.entries().entrySet().iterator().next();
        if (!(entry.getKey() instanceof StringValue(var form)) || !form.startsWith("$")) {
            return Optional.empty();
        }
        try {
            return read(form, entry.getValue());
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException e) { // a number or time that is none: a document after all
            return Optional.empty();
        }
    }

    private static Optional<BsonValue> read(String form, Value content) {
        return switch (content) {
            case StringValue(var text) ->
                Optional.ofNullable(
                        switch (form) {
                            case OID -> new BsonObjectId(new ObjectId(text));
                            case CODE -> new BsonJavaScript(text);
                            case SYMBOL -> new BsonSymbol(text);
                            case DECIMAL -> new BsonDecimal128(Decimal128.parse(text));
                            case DOUBLE -> new BsonDouble(Double.parseDouble(text));
                            case DATE -> new BsonDateTime(Instant.parse(text).toEpochMilli());
                            case INT32 -> new BsonInt32(Integer.parseInt(text));
                            case INT64 -> new BsonInt64(Long.parseLong(text));
                            default -> null;
                        });
            case MapValue parts when parts.size() == 2 -> readParts(form, parts);
            case MapValue millis
            when form.equals(DATE) && millis.get(INT64) instanceof StringValue(var text) ->
                Optional.of(new BsonDateTime(Long.parseLong(text)));
            default -> readConstant(form, content);
        };
    }

    private static Optional<BsonValue> readConstant(String form, Value content) {
        return switch (form) {
            case UNDEFINED -> content.equals(Value.of(true)) ? Optional.of(new BsonUndefined()) : Optional.empty();
            case MIN_KEY -> content.equals(Value.of(1)) ? Optional.of(new BsonMinKey()) : Optional.empty();
            case MAX_KEY -> content.equals(Value.of(1)) ? Optional.of(new BsonMaxKey()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BsonValue> readParts(String form, MapValue parts) {
        return switch (form) {
            case BINARY ->
                parts.get(BASE64) instanceof StringValue(var data)
                                && parts.get(SUB_TYPE) instanceof StringValue(var type)
                                && type.length() == 2
                        ? Optional.of(new BsonBinary(
                                (byte) HexFormat.fromHexDigits(type),
                                Base64.getDecoder().decode(data)))
                        : Optional.empty();
            case TIMESTAMP ->
                parts.get(SECONDS) instanceof IntegerValue(var seconds)
                                && parts.get(INCREMENT) instanceof IntegerValue(var increment)
                                && isUnsigned(seconds)
                                && isUnsigned(increment)
                        ? Optional.of(new BsonTimestamp((int) seconds, (int) increment))
                        : Optional.empty();
            case REGEX ->
                parts.get(PATTERN) instanceof StringValue(var pattern)
                                && parts.get(OPTIONS) instanceof StringValue(var options)
                        ? Optional.of(new BsonRegularExpression(pattern, options))
                        : Optional.empty();
            case POINTER ->
                parts.get(REF) instanceof StringValue(var namespace)
                                && parts.get(ID) instanceof MapValue id
                                && read(id).orElse(BsonNull.VALUE) instanceof BsonObjectId target
                        ? Optional.of(new BsonDbPointer(namespace, target.getValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isUnsigned(long number) {
        return number >= 0 && number <= UNSIGNED_MAX;
    }
}
