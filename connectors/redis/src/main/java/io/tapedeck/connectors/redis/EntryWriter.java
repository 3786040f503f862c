package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;

/** Makes the fields of entries of outputs. */
final class EntryWriter {
    /** More than enough; Lua has a limit of a few thousand parts of an entry. */
    private static final int HEADERS_MAX = 1000;

    private final byte[] field;
    private final PayloadEncoding encoding;
    private final JsonCodec json = new JsonCodec();

    /** A writer that puts contents of an encoding in a field. */
    EntryWriter(String field, PayloadEncoding encoding) {
        this.field = Bytes.utf8(field).toByteArray();
        this.encoding = encoding;
    }

    /**
     * The content of an output.
     *
     * @throws EncodingException where an entry cannot hold it, or the key or a header
     */
    Bytes encode(Output output) throws EncodingException {
        if (output.headers().size() > HEADERS_MAX) {
            throw new EncodingException("an output for Redis can have " + HEADERS_MAX + " headers, not "
                    + output.headers().size());
        }
        if (!output.key().isNull() || !output.headers().isEmpty()) {
            beside(output);
        }
        return switch (encoding) {
            case JSON -> json.encode(output.value());
            case TEXT -> PlainContent.orJson(output.value(), json);
            default -> bytes(output.value());
        };
    }

    /** The names and contents of an entry's fields, by turns. */
    List<byte[]> fields(Output output, Bytes content) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(field);
        fields.add(content.toByteArray());
        if (!output.key().isNull() || !output.headers().isEmpty()) {
            try {
                fields.addAll(beside(output));
            } catch (EncodingException e) {
                throw new IllegalStateException("it was encoded before", e);
            }
        }
        return fields;
    }

    private List<byte[]> beside(Output output) throws EncodingException {
        List<byte[]> fields = new ArrayList<>();
        if (!output.key().isNull()) {
            fields.add(FieldNames.KEY_BYTES.toByteArray());
            fields.add(PlainContent.orJson(output.key(), json).toByteArray());
        }
        for (Header header : output.headers()) {
            fields.add(Utf8.encode(FieldNames.HEADER + header.name()).toByteArray());
            fields.add(PlainContent.orJson(header.value(), json).toByteArray());
        }
        return fields;
    }

    private static Bytes bytes(Value value) throws EncodingException {
        if (value.isNull()) {
            throw new EncodingException("a null (from Kafka a tombstone), which an entry of Redis has no place for; "
                    + "encode = \"json\" writes it as the text null");
        }
        return PlainContent.of(value)
                .orElseThrow(() -> new EncodingException("encode = \"bytes\" takes bytes or a string, not a "
                        + value.kind() + "; encode = \"json\" takes any value"));
    }
}
