package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages behind their lengths.
 *
 * <pre>
 *   0  u32 LE   count
 *   4  u8       type: 0 bytes, 1 JSON, 2 BSON, 3 Avro
 *   5           count times: u32 LE length, the message
 * </pre>
 *
 * @param type of the messages
 */
record LengthFraming(FramedType type) implements Framing {
    private static final int HEAD_BYTES = 5;

    @Override
    public Bytes frame(List<Bytes> messages) throws EncodingException {
        long length = HEAD_BYTES + (long) Integer.BYTES * messages.size();
        for (Bytes message : messages) {
            length += message.length();
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new EncodingException("a body of " + length + " bytes is too large");
        }
        ByteBuffer body = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(messages.size()).put(type.code());
        for (Bytes message : messages) {
            body.putInt(message.length()).put(message.asBuffer());
        }
        return Bytes.wrap(body.array());
    }

    @Override
    public List<Bytes> unframe(Bytes body) throws EncodingException {
        if (body.length() < HEAD_BYTES) {
            throw new EncodingException(
                    "not a framed body: it has " + body.length() + " bytes, where its head alone has " + HEAD_BYTES);
        }
        ByteBuffer in = body.asBuffer();
        long count = Integer.toUnsignedLong(in.getInt());
        checkType(in.get());
        if (count > in.remaining() / Integer.BYTES) {
            throw new EncodingException("not a framed body: it says that it has " + count + " messages, and has "
                    + in.remaining() + " bytes for them");
        }
        List<Bytes> messages = new ArrayList<>((int) count);
        for (int i = 1; i <= count; i++) {
            messages.add(message(body, in, i));
        }
        if (in.hasRemaining()) {
            throw new EncodingException(
                    "not a framed body: " + in.remaining() + " bytes stand behind the last message");
        }
        return messages;
    }

    private void checkType(byte code) throws EncodingException {
        FramedType found = FramedType.ofCode(code)
                .orElseThrow(() -> new EncodingException("not a framed body: there is no type " + code));
        if (found != type) {
            throw new EncodingException("the framed body holds " + found + ", not " + type);
        }
    }

    private static Bytes message(Bytes body, ByteBuffer in, int number) throws EncodingException {
        long length = in.remaining() < Integer.BYTES ? Long.MAX_VALUE : Integer.toUnsignedLong(in.getInt());
        if (length > in.remaining()) {
            throw new EncodingException("not a framed body: it ends in message " + number);
        }
        Bytes message = body.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return message;
    }
}
