package io.tapedeck.log;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Compresses the blocks of packed segments. The log format itself needs nothing but the JDK, which has no codec worth
 * using here; one is found by {@link ServiceLoader}.
 */
public interface BlockCodec {
    /** The number in packed segments: 1 is Zstandard. */
    int number();

    /** The name for people. */
    String name();

    /**
     * Compresses a block.
     *
     * @param block the bytes
     * @param level how hard to try, from 1; the codec's own scale
     * @return one self-contained frame
     */
    byte[] compress(byte[] block, int level);

    /**
     * Takes a block apart again.
     *
     * @param frame as {@link #compress} gave it
     * @param length the block's length in bytes
     * @return the block, or empty where the frame is not of such a block
     */
    Optional<byte[]> decompress(byte[] frame, int length);

    /** The codec with a number, if it is on the class path. */
    static Optional<BlockCodec> ofNumber(int number) {
        return ServiceLoader.load(BlockCodec.class, BlockCodec.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(codec -> codec.number() == number)
                .findFirst();
    }
}
