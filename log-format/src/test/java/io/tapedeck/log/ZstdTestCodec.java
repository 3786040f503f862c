package io.tapedeck.log;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Optional;

/** Zstandard for the vectors; users get it from the module {@code log-format/zstd}, which depends on this one. */
public final class ZstdTestCodec implements BlockCodec {
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
        byte[] block = new byte[length];
        try {
            return Zstd.decompress(block, frame) == length ? Optional.of(block) : Optional.empty();
        } catch (ZstdException e) {
            return Optional.empty();
        }
    }
}
