package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.io.IOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/** MessagePack values ({@link MessagePackWriting}, {@link MessagePackReading}). */
final class MessagePackCodec implements Codec {
    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    private final MessagePackWriting writing = new MessagePackWriting(packer);
    private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
    private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);

    @Override
    public Bytes encode(Value value) throws EncodingException {
        packer.clear();
        try {
            writing.write(value, 0);
            return Bytes.wrap(packer.toByteArray());
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail to be written", e);
        }
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        byte[] array = bytes.toByteArray();
        try {
            input.reset(array);
            unpacker.reset(input);
            Value value = new MessagePackReading(unpacker, array.length).read(0);
            if (unpacker.getTotalReadBytes() < array.length) {
                throw new EncodingException("not one MessagePack value: there is more behind its end");
            }
            return value;
        } catch (MessagePackException e) {
            throw new EncodingException("not MessagePack: " + MessagePackReading.reason(e, array.length));
        } catch (IOException e) {
            throw new AssertionError("an array cannot fail to be read", e);
        }
    }
}
