package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Writes as many bytes as the other side left in its file to a fresh file, 1 MiB at a time from a direct buffer:
 * what a program that does nothing but write reaches.
 */
final class ChannelWrite implements Arm {
    /** The peer's name. */
    static final String NAME = "FileChannel.write of 1 MiB";

    private static final int BLOCK_BYTES = 1 << 20;
    private static final long SEED = 7;

    private final LongSupplier fileBytes;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);

    /** @param fileBytes how many bytes to write */
    ChannelWrite(LongSupplier fileBytes) {
        this.fileBytes = fileBytes;
        byte[] random = new byte[BLOCK_BYTES];
        new Random(SEED).nextBytes(random);
        block.put(random);
    }

    @Override
    public double measure(Work work) throws IOException {
        long bytes = fileBytes.getAsLong();
        try (FileChannel channel = FileChannel.open(
                work.folder().resolve("plain"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            long written = 0;
            while (written < bytes) {
                work.limit().check();
                block.clear().limit((int) Math.min(BLOCK_BYTES, bytes - written));
                written += channel.write(block);
            }
            return Metric.MEGABYTES.rate(work.messages(), written, System.nanoTime() - start);
        }
    }
}
