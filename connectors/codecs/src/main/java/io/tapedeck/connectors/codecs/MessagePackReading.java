package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** MessagePack to a value ({@code spec/encodings.md}). */
final class MessagePackReading {
    private static final byte TIMESTAMP = -1;

    /** A list begins with room for so many: of lists in lists each could say that all bytes left are its items. */
    private static final int ITEMS_AT_ONCE_MAX = 64;

    private final MessageUnpacker unpacker;
    private final int totalBytes;

    MessagePackReading(MessageUnpacker unpacker, int totalBytes) {
        this.unpacker = unpacker;
        this.totalBytes = totalBytes;
    }

    /** What the library found, as a sentence. */
    static String reason(MessagePackException found, int totalBytes) {
        return switch (found) {
            case MessageInsufficientBufferException _ -> "it ends early, behind " + totalBytes + " bytes";
            default -> String.valueOf(found.getMessage());
        };
    }

    Value read(int depth) throws IOException, EncodingException {
        MessageFormat format = unpacker.getNextFormat();
        if (format == MessageFormat.NEVER_USED) {
            throw new EncodingException("not MessagePack: the byte 0xC1 begins no value");
        }
        return switch (format.getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield Value.NULL;
            }
            case BOOLEAN -> Value.of(unpacker.unpackBoolean());
            case INTEGER ->
                format == MessageFormat.UINT64
                        ? Value.of(unpacker.unpackBigInteger())
                        : Value.of(unpacker.unpackLong());
            case FLOAT -> Value.of(unpacker.unpackDouble());
            case STRING -> readString();
            case BINARY -> Value.of(payload(unpacker.unpackBinaryHeader()));
            case ARRAY -> readList(depth);
            case MAP -> readMap(depth);
            case EXTENSION -> readExtension();
        };
    }

    private Value readString() throws IOException, EncodingException {
        byte[] utf8 = unpacker.readPayload(checked(unpacker.unpackRawStringHeader(), 1));
        return Value.of(Utf8.decode(utf8, 0, utf8.length));
    }

    private Value readList(int depth) throws IOException, EncodingException {
        checkDepth(depth);
        int count = checked(unpacker.unpackArrayHeader(), 1);
        List<Value> items = new ArrayList<>(Math.min(count, ITEMS_AT_ONCE_MAX));
        for (int i = 0; i < count; i++) {
            items.add(read(depth + 1));
        }
        return Value.list(items);
    }

    private Value readMap(int depth) throws IOException, EncodingException {
        checkDepth(depth);
        int count = checked(unpacker.unpackMapHeader(), 2);
        MapValue.Builder map = MapValue.builder();
        for (int i = 0; i < count; i++) {
            Value key = read(depth + 1);
            if (!key.isScalar()) {
                throw new EncodingException("a value's keys cannot be lists or maps; found: " + key.kind());
            }
            map.put(key, read(depth + 1));
        }
        return MessagePackForms.read(map.build());
    }

    private Value readExtension() throws IOException, EncodingException {
        ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
        int length = checked(header.getLength(), 1);
        if (header.getType() != TIMESTAMP) {
            return MessagePackForms.extension(header.getType(), payload(length));
        }
        try {
            return Value.of(unpacker.unpackTimestamp(header));
        } catch (DateTimeException | ArithmeticException e) {
            throw new EncodingException("a timestamp lies outside of what times can be");
        }
    }

    private Bytes payload(int length) throws IOException, EncodingException {
        return Bytes.wrap(unpacker.readPayload(checked(length, 1)));
    }

    /** Refuses a length or count that the bytes cannot have, before memory is taken for it. */
    private int checked(int count, int bytesEach) throws EncodingException {
        long left = totalBytes - unpacker.getTotalReadBytes();
        if ((long) count * bytesEach > left) {
            throw new EncodingException(
                    "not MessagePack: " + count + " are said to follow, where " + left + " bytes are left");
        }
        return count;
    }

    private static void checkDepth(int depth) throws EncodingException {
        if (depth >= ValueEncoder.DEPTH_MAX) {
            throw new EncodingException("it is nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
    }
}
