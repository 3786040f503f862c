package io.tapedeck.connectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259, UTF-8) to values and back. Not for several threads.
 *
 * <p>Decoding: a number without fraction and exponent is an integer of any size, others are floats; of a key
 * that comes twice the last value counts, at the first one's place; nesting ends at {@link
 * ValueEncoder#DEPTH_MAX}. Encoding: {@link JsonWriter}.
 */
public final class JsonCodec {
    private static final int KEYS_MAX = 4096;
    private static final int ARRAY_KEPT_BYTES_MAX = 1 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ValueEncoder.DEPTH_MAX)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Map<String, StringValue> keys = new HashMap<>();
    private final JsonWriter writer = new JsonWriter();
    private byte[] array = new byte[1024];

    /**
     * Reads one JSON text.
     *
     * @throws EncodingException where the bytes are not one JSON text, in a sentence with the column
     */
    public Value decode(Bytes text) throws EncodingException {
        int length = text.length();
        if (array.length < length || array.length > ARRAY_KEPT_BYTES_MAX) {
            array = new byte[Math.max(1024, length)];
        }
        text.copyTo(array, 0);
        Utf8.check(array, 0, length);
        return parse(length);
    }

    /**
     * Writes a value as compact JSON.
     *
     * @throws EncodingException where JSON cannot hold the value
     */
    public Bytes encode(Value value) throws EncodingException {
        return writer.write(value);
    }

    private Value parse(int length) throws EncodingException {
        try (JsonParser parser = FACTORY.createParser(array, 0, length)) {
            try {
                JsonToken first = parser.nextToken();
                if (first == null) {
                    throw new EncodingException("not JSON: there is nothing but blanks");
                }
                Value value = read(parser, first);
                if (parser.nextToken() != null) {
                    throw JsonMistake.atToken(parser, array, length);
                }
                return value;
            } catch (JsonProcessingException e) {
                throw JsonMistake.of(e, array, length);
            }
        } catch (IOException e) {
            throw new AssertionError("an array cannot fail to be read", e);
        }
    }

    private Value read(JsonParser parser, JsonToken token) throws IOException, EncodingException {
        return switch (token) {
            case VALUE_NULL -> Value.NULL;
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_STRING -> Value.of(parser.getText());
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> readFloat(parser);
            case START_ARRAY -> readList(parser);
            case START_OBJECT -> readMap(parser);
            default -> throw new AssertionError("no value begins with " + token);
        };
    }

    private static Value readInteger(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? Value.of(parser.getBigIntegerValue())
                : Value.of(parser.getLongValue());
    }

    private static Value readFloat(JsonParser parser) throws IOException, EncodingException {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new EncodingException("the number at column "
                    + (parser.currentTokenLocation().getByteOffset() + 1) + " is too large for a float");
        }
        return Value.of(number);
    }

    private ListValue readList(JsonParser parser) throws IOException, EncodingException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(read(parser, token));
        }
        return Value.list(items);
    }

    private MapValue readMap(JsonParser parser) throws IOException, EncodingException {
        MapValue.Builder entries = MapValue.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            StringValue key = key(parser.currentName());
            entries.put(key, read(parser, parser.nextToken()));
        }
        return entries.build();
    }

    /** One object for each name, as long as they are few: the names of records' fields. */
    private StringValue key(String name) {
        StringValue known = keys.get(name);
        if (known != null) {
            return known;
        }
        StringValue key = new StringValue(name);
        if (keys.size() < KEYS_MAX) {
            keys.put(name, key);
        }
        return key;
    }
}
