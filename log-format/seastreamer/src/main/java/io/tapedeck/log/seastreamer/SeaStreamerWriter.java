package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * Writes a new file, to the byte as SeaStreamer's own writer does ({@link SeaStreamerEncoder}). {@link #close}
 * ends it with the end-of-stream mark; who fails before that calls {@link #abandon}. Not for several threads.
 */
public final class SeaStreamerWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;

    private final FileChannel channel;
    private final OutputStream out;
    private final SeaStreamerEncoder encoder;
    private final InstantSource clock;
    private boolean isEnded;
    private boolean isBroken;

    private SeaStreamerWriter(FileChannel channel, SeaStreamerHeader header, InstantSource clock) {
        this.channel = channel;
        this.clock = clock;
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        encoder = new SeaStreamerEncoder(header);
    }

    /**
     * Makes a file.
     *
     * @param path where; there must be no file
     * @param fileName what the header calls it, at most 111 bytes of UTF-8
     * @param createdMillis when the header says that it was made, in milliseconds since 1970
     * @param intervalBytes how far beacons are apart, from 128; SeaStreamer itself makes multiples of 1024
     * @throws IllegalArgumentException where a header cannot hold this
     */
    public static SeaStreamerWriter create(Path path, String fileName, long createdMillis, long intervalBytes)
            throws IOException {
        return create(path, new SeaStreamerHeader(fileName, createdMillis, intervalBytes));
    }

    /** As {@link #create(Path, String, long, long)}, with a header that was checked, such as another file's. */
    public static SeaStreamerWriter create(Path path, SeaStreamerHeader header) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean created = false;
        try {
            SeaStreamerWriter writer = new SeaStreamerWriter(channel, header, InstantSource.system());
            writer.encoder.writeHead(writer.out);
            created = true;
            return writer;
        } finally {
            if (!created) {
                channel.close();
            }
        }
    }

    /**
     * Appends a message.
     *
     * @param shard from 0
     * @param sequence its number in the shard, from 0
     * @param timeMillis its time, in milliseconds since 1970
     * @throws IllegalArgumentException where a file cannot hold this; the writer goes on without it
     * @throws IllegalStateException where the end-of-stream mark was written, or an earlier write failed
     */
    public void append(StreamKey stream, long shard, long sequence, long timeMillis, Bytes payload) throws IOException {
        write(() -> encoder.write(out, stream, shard, sequence, timeMillis, payload));
    }

    /**
     * Writes the end-of-stream mark with a time of the caller's; {@link #close} writes none then.
     *
     * @param timeMillis in milliseconds since 1970
     */
    public void end(long timeMillis) throws IOException {
        write(() -> encoder.writeEnd(out, timeMillis));
        isEnded = true;
    }

    /** How long the file is, with what is still in the buffer. */
    public long offset() {
        return encoder.offset();
    }

    /** Hands what was appended to the operating system. */
    public void flush() throws IOException {
        write(out::flush);
    }

    /** Closes the file without an end-of-stream mark: it is not complete. */
    public void abandon() throws IOException {
        isEnded = true;
        close();
    }

    /** Ends the file with the end-of-stream mark, unless a write failed, and makes it durable. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!channel.isOpen() || isBroken) {
                return;
            }
            if (!isEnded) {
                end(clock.millis());
            }
            out.flush();
            channel.force(true);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void write(Step step) throws IOException {
        if (isEnded || isBroken) {
            throw new IllegalStateException(isEnded ? "the end-of-stream mark was written" : "an earlier write failed");
        }
        boolean done = false;
        try {
            step.run();
            done = true;
        } catch (IllegalArgumentException refused) {
            done = true;
            throw refused;
        } finally {
            isBroken = !done;
        }
    }
}
