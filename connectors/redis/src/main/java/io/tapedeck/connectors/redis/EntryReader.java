package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes messages of entries. The content is one field of the entry, with {@code key} and {@code header.NAME} beside it, as
 * our sink writes them; or else it is all fields, as a map.
 */
final class EntryReader {
    private final Optional<Bytes> field;
    private final PayloadEncoding encoding;
    private final JsonCodec json = new JsonCodec();

    /**
     * A reader.
     *
     * @param field the field with the content; empty where all fields are
     * @param encoding what the content of the field, or of each of them, is
     */
    EntryReader(Optional<String> field, PayloadEncoding encoding) {
        this.field = field.map(Bytes::utf8);
        this.encoding = encoding;
    }

    /** The message of an entry, whose id {@link EntryId#fits}. */
    EncodedMessage message(ShardKey shard, Page.Entry entry) {
        if (entry.isDeleted()) {
            return ofDeleted(shard, entry);
        }
        return field.isPresent() ? ofField(shard, entry, field.get()) : ofAll(shard, entry);
    }

    private static EncodedMessage ofDeleted(ShardKey shard, Page.Entry entry) {
        String reason = "the entry " + entry.id() + " of " + shard
                + " was deleted after a consumer of the group had got it and before it was processed";
        return message(shard, entry, Value.NULL, List.of(), PayloadEncoding.MALFORMED, malformed(reason, entry));
    }

    private EncodedMessage ofField(ShardKey shard, Page.Entry entry, Bytes wanted) {
        Value key = Value.NULL;
        List<Header> headers = new ArrayList<>();
        Optional<Bytes> content = Optional.empty();
        for (int i = 0; i + 1 < entry.fields().size(); i += 2) {
            Bytes name = Bytes.wrap(entry.fields().get(i));
            Bytes value = Bytes.wrap(entry.fields().get(i + 1));
            if (name.equals(wanted)) {
                content = Optional.of(value);
            } else if (name.equals(FieldNames.KEY_BYTES)) {
                key = PlainContent.read(value);
            } else if (FieldNames.isHeader(name)) {
                headers.add(new Header(FieldNames.headerOf(name), PlainContent.read(value)));
            }
        }
        if (content.isEmpty()) {
            String reason = "the entry " + entry.id() + " of " + shard + " has no field \"" + wanted.toUtf8()
                    + "\" (field = names another, fields = true takes all)";
            return message(shard, entry, key, headers, PayloadEncoding.MALFORMED, malformed(reason, entry));
        }
        return message(shard, entry, key, headers, encoding, content.get());
    }

    private EncodedMessage ofAll(ShardKey shard, Page.Entry entry) {
        MapValue.Builder map = MapValue.builder();
        for (int i = 0; i + 1 < entry.fields().size(); i += 2) {
            Bytes name = Bytes.wrap(entry.fields().get(i));
            try {
                String text = Utf8.decode(name);
                map.put(Value.of(text), decode(Bytes.wrap(entry.fields().get(i + 1))));
            } catch (EncodingException e) {
                String reason = "the entry " + entry.id() + " of " + shard + ", field \"" + name.toUtf8() + "\": "
                        + e.getMessage();
                return message(
                        shard, entry, Value.NULL, List.of(), PayloadEncoding.MALFORMED, malformed(reason, entry));
            }
        }
        return message(shard, entry, Value.NULL, List.of(), PayloadEncoding.VALUE, ValueEncoder.encode(map.build()));
    }

    private Value decode(Bytes content) throws EncodingException {
        return switch (encoding) {
            case JSON -> json.decode(content);
            case TEXT -> Value.of(Utf8.decode(content));
            default -> Value.of(content);
        };
    }

    /** The reason, and the fields as they came: the encoding of the list of their names and contents. */
    private static Bytes malformed(String reason, Page.Entry entry) {
        List<Value> fields = new ArrayList<>();
        entry.fields().forEach(part -> fields.add(Value.of(Bytes.wrap(part))));
        return new MalformedPayload(reason, ValueEncoder.encode(Value.list(fields))).encode();
    }

    private static EncodedMessage message(
            ShardKey shard,
            Page.Entry entry,
            Value key,
            List<Header> headers,
            PayloadEncoding encoding,
            Bytes payload) {
        return new EncodedMessage(
                shard.stream(),
                shard.shard(),
                entry.id().sequence(),
                entry.id().timeNanos(),
                key,
                headers,
                encoding,
                payload);
    }
}
