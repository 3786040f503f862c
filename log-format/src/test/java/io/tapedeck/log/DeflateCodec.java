package io.tapedeck.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The JDK's codec, so that packing is tested where Zstandard is not on the class path. */
public final class DeflateCodec implements BlockCodec {
    static final int NUMBER = 99;

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "deflate";
    }

    @Override
    public byte[] compress(byte[] block, int level) {
        try (Deflater deflater = new Deflater(level)) {
            deflater.setInput(block);
            deflater.finish();
            byte[] frame = new byte[block.length + 64 + block.length / 100];
            return Arrays.copyOf(frame, deflater.deflate(frame));
        }
    }

    @Override
    public Optional<byte[]> decompress(byte[] frame, int length) {
        byte[] block = new byte[0];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(frame);
            // Little by little: a length that somebody claims is no reason to take that much memory.
            for (int done = 0, read = 1; done < length && read > 0; done += read) {
                block = Arrays.copyOf(block, Math.min(length, done + 256 * 1024));
                read = inflater.inflate(block, done, block.length - done);
            }
            return inflater.getBytesWritten() == length ? Optional.of(block) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
