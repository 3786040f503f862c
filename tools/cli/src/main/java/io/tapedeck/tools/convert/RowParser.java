package io.tapedeck.tools.convert;

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
import java.util.Optional;

/** The rows of a CSV file: each a map of the header's names to its texts. */
final class RowParser implements LineParser {
    private final ValueLines values;
    private final char separator;
    private List<String> names = List.of();

    RowParser(ValueLines values, char separator) {
        this.values = values;
        this.separator = separator;
    }

    @Override
    public RecordFraming framing() {
        return new CsvFraming(separator);
    }

    @Override
    public Optional<Incoming> parse(Bytes line, String place) throws EncodingException, LossException {
        if (line.isEmpty()) {
            return Optional.empty();
        }
        if (names.isEmpty()) {
            names = header(line, place);
            return Optional.empty();
        }
        List<String> fields = CsvRow.parse(Utf8.decode(line), separator);
        if (fields.size() != names.size()) {
            throw new EncodingException("a row of " + fields.size() + " columns, where the header has " + names.size());
        }
        MapValue.Builder row = MapValue.builder();
        for (int i = 0; i < fields.size(); i++) {
            row.put(names.get(i), Value.of(fields.get(i)));
        }
        return Optional.of(values.next(PayloadEncoding.VALUE, ValueEncoder.encode(row.build()), place));
    }

    private List<String> header(Bytes line, String place) throws LossException {
        try {
            List<String> header = CsvRow.parse(Utf8.decode(line), separator);
            if (new HashSet<>(header).size() < header.size()) {
                throw new EncodingException("it names a column twice");
            }
            return header;
        } catch (EncodingException e) {
            throw new LossException(place + ": the header cannot be read: " + e.getMessage());
        }
    }
}
