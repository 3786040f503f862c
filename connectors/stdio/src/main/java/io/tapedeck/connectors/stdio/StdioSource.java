package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.LineFraming;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads lines from standard input, or a pipe. A read of it can be neither timed nor interrupted, nor can opening a named
 * pipe that nobody writes to, so a thread of its own does that and hands over what it got.
 *
 * <p>It cannot be read again: after a resume the numbers go on, and the lines are those that come now.
 */
final class StdioSource implements Source {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int CHUNKS_AHEAD_MAX = 16;
    private static final int LINE_BYTES_MAX = 1 << 30;

    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD_MAX);
    private final RecordBuffer buffer = new RecordBuffer(new LineFraming());
    private final String name;
    private final LineMessages lines;
    private final Thread reader;
    private boolean atStart = true;
    private boolean atEnd;

    /** What the reading thread got. */
    private sealed interface Chunk {
        record Read(Bytes bytes) implements Chunk {}

        record End() implements Chunk {}

        record Failure(IOException cause) implements Chunk {}
    }

    /** Opens what is read. */
    interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * A source of lines.
     *
     * @param name what is read, for messages to people
     */
    StdioSource(String name, Opening input, LineMessages lines) {
        this.name = name;
        this.lines = lines;
        reader = Thread.ofPlatform().daemon().name("tapedeck-stdin").unstarted(() -> read(input));
    }

    @Override
    public void seek(Optional<Value> after) {
        after.ifPresent(lines::resume);
        reader.start();
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<Polled> found = next();
            if (found.isPresent()) {
                return found.get();
            }
            if (atEnd) {
                return last();
            }
            Chunk chunk = chunks.poll(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (chunk == null) {
                return Polled.Idle.INSTANCE;
            }
            take(chunk);
        }
    }

    /** Ends the reading thread, unless it waits for input: then it ends with the process. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private Optional<Polled> next() throws ConnectorException {
        if (atStart) {
            atStart = !buffer.skipByteOrderMark();
        }
        while (!atStart && buffer.advance()) {
            Optional<Polled> input = input();
            if (input.isPresent()) {
                return input;
            }
        }
        if (buffer.pendingBytes() > LINE_BYTES_MAX) {
            throw new ConnectorException(name + ": a line of more than " + LINE_BYTES_MAX + " bytes");
        }
        return Optional.empty();
    }

    private Polled last() {
        atStart = false;
        return buffer.advanceToRest() ? input().orElse(Polled.Ended.INSTANCE) : Polled.Ended.INSTANCE;
    }

    private Optional<Polled> input() {
        return lines.input(buffer.record(), buffer.lineFeeds()).map(found -> found);
    }

    private void take(Chunk chunk) throws ConnectorException {
        switch (chunk) {
            case Chunk.Read read -> buffer.append(read.bytes());
            case Chunk.End ignored -> atEnd = true;
            case Chunk.Failure failure ->
                throw new ConnectorException(
                        "cannot read " + name + ": " + failure.cause().getMessage(), failure.cause());
        }
    }

    private void read(Opening input) {
        try {
            chunks.put(readToEnd(input));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody takes more
        }
    }

    private Chunk readToEnd(Opening opening) throws InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream input = opening.open()) {
            for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
                chunks.put(new Chunk.Read(Bytes.wrap(Arrays.copyOf(chunk, length))));
            }
            return new Chunk.End();
        } catch (IOException e) {
            return new Chunk.Failure(e);
        }
    }
}
