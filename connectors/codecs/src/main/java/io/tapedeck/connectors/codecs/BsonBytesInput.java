package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bson.BsonSerializationException;
import org.bson.io.BsonInput;
import org.bson.io.BsonInputMark;
import org.bson.types.ObjectId;

/**
 * An array that a BSON reader reads. The library's own input takes memory for a string before it looks whether the
 * bytes are there, and reads what is no UTF-8 as something else.
 */
final class BsonBytesInput implements BsonInput {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int OBJECT_ID_BYTES = 12;

    private final byte[] array;
    private int position;

    BsonBytesInput(byte[] array) {
        this.array = array;
    }

    /** Looks whether so many bytes are left as the length says that comes next. */
    void checkLength() {
        require(Integer.BYTES);
        int length = (int) INT.get(array, position);
        if (length < 0 || length > array.length - position - Integer.BYTES) {
            throw endsEarly();
        }
    }

    @Override
    public int getPosition() {
        return position;
    }

    @Override
    public byte readByte() {
        return array[advance(1)];
    }

    @Override
    public void readBytes(byte[] target) {
        readBytes(target, 0, target.length);
    }

    @Override
    public void readBytes(byte[] target, int offset, int length) {
        System.arraycopy(array, advance(length), target, offset, length);
    }

    @Override
    public long readInt64() {
        return (long) LONG.get(array, advance(Long.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(readInt64());
    }

    @Override
    public int readInt32() {
        return (int) INT.get(array, advance(Integer.BYTES));
    }

    @Override
    public String readString() {
        int length = readInt32();
        if (length < 1) {
            throw new BsonSerializationException("a string has the length " + length);
        }
        int start = advance(length);
        if (array[start + length - 1] != 0) {
            throw new BsonSerializationException("a string does not end with a null byte");
        }
        return text(start, length - 1);
    }

    @Override
    public ObjectId readObjectId() {
        byte[] id = new byte[OBJECT_ID_BYTES];
        readBytes(id);
        return new ObjectId(id);
    }

    @Override
    public String readCString() {
        int start = position;
        skipCString();
        return text(start, position - start - 1);
    }

    @Override
    public void skipCString() {
        int at = position;
        while (at < array.length && array[at] != 0) {
            at++;
        }
        advance(at + 1 - position);
    }

    @Override
    public void skip(int length) {
        advance(length);
    }

    @Override
    public BsonInputMark getMark(int readLimit) {
        int marked = position;
        return () -> position = marked;
    }

    @Override
    public boolean hasRemaining() {
        return position < array.length;
    }

    @Override
    public void close() {}

    private String text(int start, int length) {
        try {
            return Utf8.decode(array, start, length);
        } catch (EncodingException e) {
            throw new BsonSerializationException(e.getMessage());
        }
    }

    /** Goes on by so many bytes, if they are there; where they begin. */
    private int advance(int length) {
        require(length);
        int start = position;
        position += length;
        return start;
    }

    private void require(int length) {
        if (length < 0 || length > array.length - position) {
            throw endsEarly();
        }
    }

    private static BsonSerializationException endsEarly() {
        return new BsonSerializationException("it ends early");
    }
}
