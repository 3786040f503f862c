package io.tapedeck.log.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.tapedeck.log.BlockCodec;
import java.util.Optional;

/** Zstandard (RFC 8878): one frame a block. */
public final class ZstdCodec implements BlockCodec {
    /** The level where nothing else is said. */
    public static final int LEVEL_DEFAULT = 3;
    /** The highest level that needs no more memory than a block. */
    public static final int LEVEL_MAX = 19;

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public byte[] compress(byte[] block, int level) {
        return Zstd.compress(block, level);
    }

    @Override
    public Optional<byte[]> decompress(byte[] frame, int length) {
        long claimed = frame.length == 0 ? 0 : Zstd.getFrameContentSize(frame);
        if (frame.length == 0 || claimed > 0 && claimed != length) {
            return Optional.empty(); // before there is memory taken for it
        }
        byte[] block = new byte[length];
        try {
            return Zstd.decompress(block, frame) == length ? Optional.of(block) : Optional.empty();
        } catch (ZstdException e) {
            return Optional.empty();
        }
    }
}
