package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.CsvFraming;
import io.tapedeck.connectors.CsvRow;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.ScalarText;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One row of CSV: with names of columns a map, else a list. */
final class CsvCodec implements Codec {
    private final List<Value> columns;
    private final Set<Value> known;
    private final char separator;
    private final char quote;
    private final JsonCodec json = new JsonCodec();
    private final StringBuilder row = new StringBuilder();

    private CsvCodec(CodecOptions options) {
        columns = options.columns().stream().<Value>map(Value::of).toList();
        known = new HashSet<>(columns);
        separator = options.separator();
        quote = options.quote();
    }

    static CsvCodec of(CodecOptions options) throws EncodingException {
        checkCharacter("separator", options.separator());
        checkCharacter("quote", options.quote());
        if (options.separator() == options.quote()) {
            throw new EncodingException("separator and quote of CSV are the same character");
        }
        CsvCodec codec = new CsvCodec(options);
        if (codec.known.size() < codec.columns.size()) {
            throw new EncodingException("the columns of CSV have one name twice: " + options.columns());
        }
        return codec;
    }

    private static void checkCharacter(String role, char character) throws EncodingException {
        if (character < 1 || character > 126 || character == '\n' || character == '\r') {
            throw new EncodingException("the %s of CSV is an ASCII character that ends no line; U+%04X is none"
                    .formatted(role, (int) character));
        }
    }

    @Override
    public Bytes encode(Value value) throws EncodingException {
        List<Value> fields = switch (value) {
            case MapValue map when !columns.isEmpty() -> fields(map);
            case ListValue list when columns.isEmpty() -> fields(list);
            default -> throw notRow(value);
        };
        row.setLength(0);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            append(fields.get(i));
        }
        return Utf8.encode(row.toString());
    }

    private List<Value> fields(MapValue map) throws EncodingException {
        Optional<Value> other = map.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .findFirst();
        if (other.isPresent()) {
            throw new EncodingException(
                    ScalarText.of(other.get()) + ": there is no such column; there are: " + columns);
        }
        return columns.stream().map(map::get).toList();
    }

    private static List<Value> fields(ListValue list) throws EncodingException {
        if (list.items().isEmpty()) {
            throw new EncodingException("a row of CSV has a field at least; the list is empty");
        }
        return list.items();
    }

    private EncodingException notRow(Value value) {
        return new EncodingException("a row of CSV is "
                + (columns.isEmpty() ? "a list where columns have no names" : "a map of its columns")
                + "; found: "
                + value.kind());
    }

    private void append(Value field) throws EncodingException {
        if (!field.isNull()) {
            String text =
                    field.isScalar() ? ScalarText.of(field) : json.encode(field).toUtf8();
            CsvRow.append(row, text, separator, quote);
        }
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        byte[] array = bytes.toByteArray();
        List<StringValue> fields = CsvRow.parse(Utf8.decode(array, 0, length(array)), separator, quote).stream()
                .map(StringValue::new)
                .toList();
        if (columns.isEmpty()) {
            return Value.list(fields);
        }
        if (fields.size() != columns.size()) {
            throw new EncodingException("a row of " + fields.size() + " fields, where there are " + columns.size()
                    + " columns: " + columns);
        }
        MapValue.Builder map = MapValue.builder();
        for (int i = 0; i < fields.size(); i++) {
            map.put(columns.get(i), fields.get(i));
        }
        return map.build();
    }

    /** How long the row is without its line's end. */
    private int length(byte[] array) throws EncodingException {
        int end = new CsvFraming(separator, quote).indexOfEnd(array, 0, array.length);
        if (end < 0) {
            return array.length;
        }
        if (end < array.length - 1) {
            throw new EncodingException("there is more behind the row's end; one message is one row");
        }
        return end > 0 && array[end - 1] == '\r' ? end - 1 : end;
    }
}
