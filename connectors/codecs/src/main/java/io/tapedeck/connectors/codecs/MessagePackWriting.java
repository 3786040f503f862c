package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.msgpack.core.MessagePacker;

/** Values to MessagePack ({@code spec/encodings.md}). */
final class MessagePackWriting {
    private final MessagePacker packer;

    MessagePackWriting(MessagePacker packer) {
        this.packer = packer;
    }

    void write(Value value, int depth) throws IOException, EncodingException {
        switch (value) {
            case NullValue _ -> packer.packNil();
            case BooleanValue bool -> packer.packBoolean(bool.asBoolean());
            case IntegerValue(var number) -> packer.packLong(number);
            case BigIntegerValue(var number) -> writeUnsigned(number);
            case FloatValue(var number) -> packer.packDouble(number);
            case DecimalValue(var number) -> writeDecimal(number.toString());
            case StringValue(var text) -> writeString(text);
            case BytesValue(var bytes) -> writeBytes(bytes);
            case TimeValue(var time) -> packer.packTimestamp(time);
            case ListValue list -> writeList(list, depth);
            case MapValue map -> writeMap(map, depth);
        }
    }

    private void writeUnsigned(BigInteger number) throws IOException, EncodingException {
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw new EncodingException(
                    "MessagePack's integers are from -2^63 to 2^64 - 1; " + shortened(number) + " does not fit");
        }
        packer.packBigInteger(number);
    }

    private static String shortened(BigInteger number) {
        return number.bitLength() > 256 ? "one of " + number.bitLength() + " bits" : number.toString();
    }

    private void writeDecimal(String digits) throws IOException {
        packer.packMapHeader(1);
        packer.packString(MessagePackForms.DECIMAL);
        packer.packString(digits);
    }

    private void writeString(String text) throws IOException, EncodingException {
        Utf8.check(text);
        packer.packString(text);
    }

    private void writeBytes(Bytes bytes) throws IOException {
        packer.packBinaryHeader(bytes.length());
        packer.writePayload(bytes.toByteArray());
    }

    private void writeList(ListValue list, int depth) throws IOException, EncodingException {
        checkDepth(depth);
        packer.packArrayHeader(list.items().size());
        for (Value item : list.items()) {
            write(item, depth + 1);
        }
    }

    private void writeMap(MapValue map, int depth) throws IOException, EncodingException {
        if (MessagePackForms.isExtension(map)) {
            writeExtension(map.get(MessagePackForms.EXTENSION).asMap());
            return;
        }
        checkDepth(depth);
        packer.packMapHeader(map.size());
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            write(entry.getKey(), depth + 1);
            write(entry.getValue(), depth + 1);
        }
    }

    private void writeExtension(MapValue extension) throws IOException {
        Bytes data = extension.get(MessagePackForms.DATA).asBytes();
        packer.packExtensionTypeHeader(
                (byte) extension.get(MessagePackForms.TYPE).asLong(), data.length());
        packer.writePayload(data.toByteArray());
    }

    private static void checkDepth(int depth) throws EncodingException {
        if (depth >= ValueEncoder.DEPTH_MAX) {
            throw new EncodingException("it is nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
    }
}
