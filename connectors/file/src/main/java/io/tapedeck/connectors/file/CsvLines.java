package io.tapedeck.connectors.file;

import io.tapedeck.connectors.CsvFraming;
import io.tapedeck.connectors.CsvRow;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.connectors.ScalarText;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row an output, under a header of the first output's keys; every later one must have the same, in
 * whatever order. Lists and maps in a column are JSON; null is an empty column, the empty string a quoted one.
 *
 * <p>The header is settled by the first output that is encoded, and on resume it is the file's own: the one
 * state that encoding depends on.
 */
final class CsvLines implements OutputFormat {
    private final char separator;
    private final JsonCodec json = new JsonCodec();
    private List<String> header = List.of();
    private Bytes head = Bytes.EMPTY;

    CsvLines(char separator) {
        this.separator = separator;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        if (!(output.value() instanceof MapValue map) || map.size() == 0) {
            throw new EncodingException("a CSV file's row is a map with a value for each column, not "
                    + (output.value() instanceof MapValue
                            ? "an empty map"
                            : "of kind " + output.value().kind()));
        }
        Map<String, Value> columns = columns(map);
        List<String> names = header.isEmpty() ? List.copyOf(columns.keySet()) : header;
        if (columns.size() != names.size() || !columns.keySet().containsAll(names)) {
            throw new EncodingException("the CSV file has the columns " + String.join(", ", names)
                    + "; this output has " + String.join(", ", columns.keySet()));
        }
        Bytes line = line(names, columns);
        if (header.isEmpty()) {
            head = head(names);
            header = names;
        }
        return line;
    }

    @Override
    public Bytes head() {
        return head;
    }

    @Override
    public long restore(RandomAccessFile file, long length) throws IOException, EncodingException {
        file.seek(0);
        RecordBuffer buffer = new RecordBuffer(new CsvFraming(separator));
        while (!buffer.advance()) {
            if (buffer.fill(file::read) < 0) {
                throw new EncodingException("its header is gone");
            }
        }
        header = CsvRow.parse(Utf8.decode(buffer.record()), separator);
        return length;
    }

    private Bytes head(List<String> names) throws EncodingException {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            CsvRow.append(row, names.get(i), separator);
        }
        return OutputLines.terminated(Utf8.encode(row.toString()));
    }

    private static Map<String, Value> columns(MapValue map) throws EncodingException {
        Map<String, Value> columns = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            String name = ScalarText.of(entry.getKey());
            if (columns.put(name, entry.getValue()) != null) {
                throw new EncodingException("a CSV file cannot hold two columns \"" + name + "\"");
            }
        }
        return columns;
    }

    private Bytes line(List<String> names, Map<String, Value> columns) throws EncodingException {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            Value value = columns.getOrDefault(names.get(i), Value.NULL);
            if (!value.isNull()) {
                CsvRow.append(row, text(value), separator);
            }
        }
        return OutputLines.terminated(Utf8.encode(row.toString()));
    }

    private String text(Value value) throws EncodingException {
        return value.isScalar() ? ScalarText.of(value) : json.encode(value).toUtf8();
    }
}
