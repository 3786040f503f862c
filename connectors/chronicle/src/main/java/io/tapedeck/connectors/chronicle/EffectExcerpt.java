package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.EffectId;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.log.ValueTypeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * An output as an excerpt of a queue: with the id of the effect, so that the last excerpt says how far a run
 * has come. Values are in their canonical encoding.
 *
 * <pre>
 *   0  4  magic "TDQ1"
 *   4  4  CRC32C of what follows, little-endian
 *   8     list of 6
 *           bytes    lineage: the UUID, 16 bytes, big-endian
 *           integer  task
 *           integer  ordinal of the input
 *           integer  index of the output
 *           integer  time of the message that it was made from, nanoseconds since 1970
 *           list     the output: value, key, headers (a list of name and value each)
 * </pre>
 *
 * The checksum is there because Chronicle Queue has none: a flipped byte would be handed out unnoticed.
 *
 * @param lineage whose effect it is
 * @param task the task
 * @param id the effect
 * @param timeNanos the time of the message that it was made from
 * @param output the output
 */
record EffectExcerpt(UUID lineage, int task, EffectId id, long timeNanos, Output output) {
    private static final int MAGIC = 0x31514454;
    private static final int CONTENT_OFFSET = 8;
    private static final int LIST_TAG = 0x0A;
    private static final int FIELDS = 6;

    /** What stands before the output: magic, checksum and ids. */
    static Bytes prefix(UUID lineage, int task, EffectId id, long timeNanos, Bytes encodedOutput) {
        ValueEncoder encoder = new ValueEncoder(64);
        encoder.writeLong(0);
        encoder.writeByte(LIST_TAG);
        encoder.writeVarint(FIELDS);
        encoder.write(Value.of(bytes(lineage)));
        encoder.write(Value.of(task));
        encoder.write(Value.of(id.ordinal()));
        encoder.write(Value.of(id.index()));
        encoder.write(Value.of(timeNanos));
        byte[] prefix = encoder.toBytes().toByteArray();
        CRC32C crc = new CRC32C();
        crc.update(prefix, CONTENT_OFFSET, prefix.length - CONTENT_OFFSET);
        crc.update(encodedOutput.asBuffer());
        ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).putInt((int) crc.getValue());
        return Bytes.wrap(prefix);
    }

    /** Whether an excerpt is one of ours. */
    static boolean isOne(Bytes excerpt) {
        return excerpt.length() > CONTENT_OFFSET && excerpt.asBuffer().getInt(0) == MAGIC;
    }

    /** Reads an excerpt that is one of ours; empty where it is damaged. */
    static Optional<EffectExcerpt> read(Bytes excerpt) {
        CRC32C crc = new CRC32C();
        Bytes content = excerpt.slice(CONTENT_OFFSET, excerpt.length() - CONTENT_OFFSET);
        crc.update(content.asBuffer());
        if (excerpt.asBuffer().getInt(4) != (int) crc.getValue()) {
            return Optional.empty();
        }
        try {
            return Optional.of(readContent(new ValueDecoder(content)));
        } catch (ValueFormatException | ValueTypeException e) {
            return Optional.empty();
        }
    }

    /** Field by field: within two more lists the output's value could be nested too deep for one read. */
    private static EffectExcerpt readContent(ValueDecoder decoder) {
        expectList(decoder, FIELDS);
        ByteBuffer lineage = decoder.read().asBytes().asBuffer().order(ByteOrder.BIG_ENDIAN);
        int task = (int) decoder.read().asLong();
        EffectId id = new EffectId(decoder.read().asLong(), (int) decoder.read().asLong());
        long timeNanos = decoder.read().asLong();
        expectList(decoder, 3);
        Value value = decoder.read();
        Value key = decoder.read();
        List<Header> headers = new ArrayList<>();
        for (Value header : decoder.read().asList()) {
            headers.add(new Header(header.get(0).asString(), header.get(1)));
        }
        return new EffectExcerpt(
                new UUID(lineage.getLong(), lineage.getLong()), task, id, timeNanos, new Output(value, key, headers));
    }

    private static void expectList(ValueDecoder decoder, int size) {
        if (decoder.readByte() != LIST_TAG || decoder.readVarint() != size) {
            throw new ValueFormatException("not a list of " + size);
        }
    }

    private static Bytes bytes(UUID lineage) {
        return Bytes.wrap(ByteBuffer.allocate(16)
                .putLong(lineage.getMostSignificantBits())
                .putLong(lineage.getLeastSignificantBits())
                .array());
    }
}
