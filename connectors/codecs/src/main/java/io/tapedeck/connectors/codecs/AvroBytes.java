package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding in an array. Not the library's decoder, because that believes a length before it looks whether
 * the bytes are there, and reads what is no UTF-8 as something else.
 */
final class AvroBytes extends Decoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Items that may take no bytes, in all arrays of a datum. */
    private static final int ITEMS_WITHOUT_BYTES_MAX = 4096;

    private final byte[] array;
    private int position;
    private long itemsLeft;

    AvroBytes(byte[] array) {
        this(array, 0);
    }

    /** From a place of an array to its end. */
    AvroBytes(byte[] array, int from) {
        this.array = array;
        position = from;
        itemsLeft = (long) array.length - from + ITEMS_WITHOUT_BYTES_MAX;
    }

    static AvroOffence endsEarly() {
        return new AvroOffence("it ends early");
    }

    /** Looks whether all was read. */
    void checkEnd() throws AvroOffence {
        if (position < array.length) {
            throw new AvroOffence("there is more behind the end");
        }
    }

    @Override
    public int remainingBytes() {
        return array.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte bool = array[advance(1)];
        if (bool != 0 && bool != 1) {
            throw new AvroOffence("the byte " + bool + " is no boolean");
        }
        return bool == 1;
    }

    @Override
    public int readInt() throws IOException {
        long number = readLong();
        if ((int) number != number) {
            throw new AvroOffence(number + " is no int");
        }
        return (int) number;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = array[advance(1)];
            zigzag |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new AvroOffence("a number has more than 64 bits");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) INT.get(array, advance(Integer.BYTES)));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble((long) LONG.get(array, advance(Long.BYTES)));
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        int start = advance(length);
        try {
            return io.tapedeck.connectors.Utf8.decode(array, start, length);
        } catch (EncodingException e) {
            throw new AvroOffence(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void skipString() throws IOException {
        advance(readLength());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readByteArray());
    }

    byte[] readByteArray() throws IOException {
        int length = readLength();
        int start = advance(length);
        return Arrays.copyOfRange(array, start, start + length);
    }

    @Override
    public void skipBytes() throws IOException {
        advance(readLength());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(array, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return readCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    /** A block's count; a negative one is followed by the block's bytes. */
    private long readCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLength();
            count = -count;
        }
        return checked(count);
    }

    /** Skips the blocks that say their bytes; the count of one that does not, or 0 at the end. */
    private long skipBlocks() throws IOException {
        while (true) {
            long count = readLong();
            if (count >= 0) {
                return checked(count);
            }
            advance(readLength());
        }
    }

    private long checked(long count) throws AvroOffence {
        if (count < 0 || count > itemsLeft) {
            throw new AvroOffence("more items are said to follow than the bytes can be");
        }
        itemsLeft -= count;
        return count;
    }

    private int readLength() throws IOException {
        long length = readLong();
        if (length < 0) {
            throw new AvroOffence("the length " + length + " is none");
        }
        if (length > remainingBytes()) {
            throw endsEarly();
        }
        return (int) length;
    }

    /** Goes on by so many bytes, if they are there; where they begin. */
    private int advance(int length) throws AvroOffence {
        if (length > remainingBytes()) {
            throw endsEarly();
        }
        int start = position;
        position += length;
        return start;
    }
}
