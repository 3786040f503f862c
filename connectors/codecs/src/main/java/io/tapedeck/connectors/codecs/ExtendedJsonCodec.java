package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonBinary;

/**
 * MongoDB's extended JSON ({@code spec/encodings.md}): what JSON has no form for is a map that says its kind, so that
 * it comes back. Numbers that JSON has are themselves, as in the relaxed form. For what {@link Value} has no kind
 * for, such as an ObjectId, the map is the value already.
 */
final class ExtendedJsonCodec implements Codec {
    private final JsonCodec json = new JsonCodec();
    private final boolean keepsWidths;

    /**
     * A codec.
     *
     * @param keepsWidths whether {@code $numberLong} stays a map where the number would fit an int32
     */
    ExtendedJsonCodec(boolean keepsWidths) {
        this.keepsWidths = keepsWidths;
    }

    @Override
    public Bytes encode(Value value) throws EncodingException {
        return json.encode(said(value));
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        return meant(json.decode(bytes));
    }

    private static Value said(Value value) throws EncodingException {
        return switch (value) {
            case TimeValue(var time) -> Value.map(ExtendedForms.DATE, Value.of(time.toString()));
            case DecimalValue(var number) -> Value.map(ExtendedForms.DECIMAL, Value.of(number.toString()));
            case BytesValue(var bytes) -> ExtendedForms.of(new BsonBinary(bytes.toByteArray()));
            case FloatValue(var number)
            when !Double.isFinite(number) -> Value.map(ExtendedForms.DOUBLE, Value.of(Double.toString(number)));
            case ListValue(var items) -> {
                List<Value> said = new ArrayList<>(items.size());
                for (Value item : items) {
                    said.add(said(item));
                }
                yield Value.list(said);
            }
            case MapValue map
            when isEscape(map) ->
                Value.map(
                        ExtendedForms.DOCUMENT,
                        saidFields(map.get(ExtendedForms.DOCUMENT).asMap()));
            case MapValue map -> {
                MapValue said = saidFields(map);
                if (isEscape(said)) {
                    throw new EncodingException(
                            "extended JSON cannot hold a map of $document alone that has no map under it: " + map);
                }
                yield said;
            }
            default -> value;
        };
    }

    private static MapValue saidFields(MapValue map) throws EncodingException {
        MapValue.Builder entries = MapValue.builder();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            entries.put(entry.getKey(), said(entry.getValue()));
        }
        return entries.build();
    }

    private Value meant(Value said) {
        return switch (said) {
            case ListValue(var items) -> {
                List<Value> meant = new ArrayList<>(items.size());
                items.forEach(item -> meant.add(meant(item)));
                yield Value.list(meant);
            }
            case MapValue map
            when isEscape(map) ->
                Value.map(
                        ExtendedForms.DOCUMENT,
                        meantFields(map.get(ExtendedForms.DOCUMENT).asMap()));
            case MapValue map -> kind(map).orElseGet(() -> meantFields(map));
            default -> said;
        };
    }

    private MapValue meantFields(MapValue map) {
        MapValue.Builder entries = MapValue.builder();
        map.entries().forEach((key, item) -> entries.put(key, meant(item)));
        return entries.build();
    }

    /** Whether what stands under the map's key is what it looks like, and nothing that it stands for. */
    private static boolean isEscape(MapValue map) {
        return map.size() == 1 && map.get(ExtendedForms.DOCUMENT) instanceof MapValue;
    }

    /** The value that a map stands for, if there is a kind of value for that. */
    private Optional<Value> kind(MapValue map) {
        if (map.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<Value, Value> entry = map.entries().entrySet().iterator().next();
        try {
            return switch (entry.getValue()) {
                case StringValue(var text) -> kind(entry.getKey().asString(), text);
                case MapValue parts -> kind(map, entry.getKey().asString(), parts);
                default -> Optional.empty();
            };
        } catch (DateTimeException | IllegalArgumentException e) { // a time or number that is none: a map after all
            return Optional.empty();
        }
    }

    private Optional<Value> kind(String form, String text) {
        return switch (form) {
            case ExtendedForms.DATE -> Optional.of(Value.of(Instant.parse(text)));
            case ExtendedForms.DECIMAL ->
                Optional.of(new BigDecimal(text))
                        .filter(number -> number.signum() != 0 || !text.startsWith("-"))
                        .map(Value::of);
            case ExtendedForms.DOUBLE -> Optional.of(Value.of(Double.parseDouble(text)));
            case ExtendedForms.INT32 -> Optional.of(Value.of(Integer.parseInt(text)));
            case ExtendedForms.INT64 ->
                Optional.of(Value.of(Long.parseLong(text)))
                        .filter(number -> !keepsWidths || (int) number.asLong() != number.asLong());
            default -> Optional.empty();
        };
    }

    private static Optional<Value> kind(MapValue map, String form, MapValue parts) {
        if (form.equals(ExtendedForms.DATE) && parts.get(ExtendedForms.INT64) instanceof StringValue(var millis)) {
            return Optional.of(Value.of(Instant.ofEpochMilli(Long.parseLong(millis))));
        }
        return form.equals(ExtendedForms.BINARY)
                ? ExtendedForms.read(map)
                        .map(bson -> bson.asBinary())
                        .filter(binary -> binary.getType() == 0)
                        .map(binary -> Value.of(Bytes.wrap(binary.getData())))
                : Optional.empty();
    }
}
