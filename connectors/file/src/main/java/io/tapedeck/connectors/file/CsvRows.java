package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.CsvFraming;
import io.tapedeck.connectors.CsvRow;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.RecordFraming;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of a CSV file: each a map of the header's names to its texts. */
final class CsvRows implements RecordFormat {
    private final char separator;
    private List<Value> names = List.of();

    CsvRows(char separator) {
        this.separator = separator;
    }

    @Override
    public RecordFraming framing() {
        return new CsvFraming(separator);
    }

    @Override
    public PayloadEncoding encoding() {
        return PayloadEncoding.VALUE;
    }

    @Override
    public boolean isBlank(Bytes record) {
        return record.isEmpty();
    }

    @Override
    public boolean wantsHeader() {
        return names.isEmpty();
    }

    @Override
    public void readHeader(Bytes record, String where) throws ConnectorException {
        try {
            List<String> header = CsvRow.parse(Utf8.decode(record), separator);
            Set<String> seen = new HashSet<>();
            for (String name : header) {
                if (!seen.add(name)) {
                    throw new EncodingException("it names the column \"" + name + "\" twice");
                }
            }
            names = header.stream().map(Value::of).toList();
        } catch (EncodingException e) {
            throw new ConnectorException("the header of " + where + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Bytes payload(Bytes record) throws EncodingException {
        List<String> fields = CsvRow.parse(Utf8.decode(record), separator);
        if (fields.size() != names.size()) {
            throw new EncodingException(
                    columns(fields.size()) + ", where the header has " + names.size() + missing(fields.size()));
        }
        MapValue.Builder row = MapValue.builder();
        for (int i = 0; i < fields.size(); i++) {
            row.put(names.get(i), Value.of(fields.get(i)));
        }
        return ValueEncoder.encode(row.build());
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    private String missing(int count) {
        if (count > names.size()) {
            return "";
        }
        List<String> missing =
                names.subList(count, names.size()).stream().map(Value::asString).toList();
        return " (missing: " + String.join(", ", missing) + ")";
    }
}
