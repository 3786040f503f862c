package io.tapedeck.tools.convert;

import io.tapedeck.connectors.CsvRow;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.connectors.ScalarText;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row a message under a header (RFC 4180): the fields of values that are maps, or else stream, shard, sequence,
 * time, key, headers and value. Texts and numbers stand as they are, lists and maps as JSON; null is an empty column, the
 * empty string a quoted one.
 */
public final class RowOutput implements MessageOutput {
    private static final List<String> MESSAGE_COLUMNS =
            List.of("stream", "shard", "sequence", "time", "key", "headers", "value");

    private final OutputStream out;
    private final char separator;
    private final Losses losses;
    private final JsonCodec json = new JsonCodec();
    private final PayloadReader payloads = new PayloadReader();
    private Optional<RowColumns> columns;
    private boolean hasHeader;

    /**
     * Rows whose columns the first message settles.
     *
     * @param losses counts fields that have no column
     */
    public RowOutput(OutputStream out, FileKind kind, Losses losses) {
        this(out, kind, losses, Optional.empty());
    }

    RowOutput(OutputStream out, FileKind kind, Losses losses, Optional<RowColumns> columns) {
        this.out = out;
        this.separator = kind.separator();
        this.losses = losses;
        this.columns = columns;
    }

    /** Writes the row of a message. */
    public void write(EncodedMessage message) throws IOException, LossException {
        write(new Incoming(0, message, Value.NULL, message.place()));
    }

    @Override
    public void write(Incoming incoming) throws IOException, LossException {
        ValueLosses.checkPayload(incoming, losses);
        Value value = payloads.read(incoming.message()).value();
        RowColumns settled = columns.orElseGet(() -> RowColumns.of(value));
        columns = Optional.of(settled);
        try {
            Optional<Map<String, Value>> fields =
                    settled.ofFields() ? fields(incoming, value, settled) : Optional.of(message(incoming, value));
            if (fields.isPresent()) {
                writeHeader(settled);
                out.write(row(names(settled), fields.get()).toByteArray());
            }
        } catch (EncodingException e) {
            losses.lose(Loss.MESSAGES, incoming.place(), String.valueOf(e.getMessage()));
        }
    }

    private static List<String> names(RowColumns columns) {
        return columns.ofFields() ? columns.names() : MESSAGE_COLUMNS;
    }

    private Optional<Map<String, Value>> fields(Incoming incoming, Value value, RowColumns settled)
            throws LossException {
        if (!(value instanceof MapValue map)) {
            losses.lose(Loss.MESSAGES, incoming.place(), "its value is no map, and the columns are fields of maps");
            return Optional.empty();
        }
        ValueLosses.check(incoming, losses, "a table of the values' fields");
        Map<String, Value> fields = RowColumns.fields(map);
        for (String name : fields.keySet()) {
            if (!settled.has(name)) {
                losses.lose(Loss.FIELDS, incoming.place(), "its field \"" + name + "\" has no column");
            }
        }
        return Optional.of(fields);
    }

    private static Map<String, Value> message(Incoming incoming, Value value) {
        EncodedMessage message = incoming.message();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("stream", Value.of(message.stream().name()));
        fields.put("shard", Value.of(message.shard()));
        fields.put("sequence", Value.of(message.sequence()));
        fields.put("time", Value.of(TimeText.of(message.timeNanos())));
        fields.put("key", message.key());
        fields.put("headers", message.headers().isEmpty() ? Value.NULL : MessageJson.headers(message.headers()));
        fields.put("value", value);
        return fields;
    }

    private void writeHeader(RowColumns settled) throws IOException, EncodingException {
        if (hasHeader) {
            return;
        }
        hasHeader = true;
        StringBuilder row = new StringBuilder();
        for (String name : names(settled)) {
            row.append(row.isEmpty() ? "" : String.valueOf(separator));
            CsvRow.append(row, name, separator);
        }
        out.write(line(row).toByteArray());
    }

    private Bytes row(List<String> names, Map<String, Value> fields) throws EncodingException {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            Value field = fields.getOrDefault(names.get(i), Value.NULL);
            if (!field.isNull()) {
                CsvRow.append(row, text(field), separator);
            }
        }
        return line(row);
    }

    private static Bytes line(StringBuilder row) throws EncodingException {
        return OutputLines.terminated(Utf8.encode(row.toString()));
    }

    private String text(Value value) throws EncodingException {
        return value.isScalar()
                ? ScalarText.of(value)
                : json.encode(JsonShape.writable(value)).toUtf8();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
