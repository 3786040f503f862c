package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.LineFraming;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;
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
 * Reads lines from standard input. A read of it can be neither timed nor interrupted, so a thread of its own
 * does that and hands over what it got.
 *
 * <p>The position is the count of lines given. Standard input cannot be read again: after a resume the
 * numbers go on, and the lines are those that come now.
 */
final class StdioSource implements Source {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int CHUNKS_AHEAD_MAX = 16;
    private static final int LINE_BYTES_MAX = 1 << 30;

    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD_MAX);
    private final RecordBuffer buffer = new RecordBuffer(new LineFraming());
    private final PayloadEncoding encoding;
    private final RecordMessages messages;
    private final Thread reader;
    private long count;
    private boolean atStart = true;
    private boolean atEnd;

    /** What the reading thread got. */
    private sealed interface Chunk {
        record Read(Bytes bytes) implements Chunk {}

        record End() implements Chunk {}

        record Failure(IOException cause) implements Chunk {}
    }

    StdioSource(InputStream input, PayloadEncoding encoding, RecordMessages messages) {
        this.encoding = encoding;
        this.messages = messages;
        reader = Thread.ofPlatform().daemon().name("tapedeck-stdin").unstarted(() -> read(input));
    }

    @Override
    public void seek(Optional<Value> after) {
        count = after.map(position -> position.get("count").asLong()).orElse(0L);
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
            Bytes line = buffer.record();
            if (!isPassedOver(line)) {
                return Optional.of(input(line));
            }
        }
        if (buffer.pendingBytes() > LINE_BYTES_MAX) {
            throw new ConnectorException("standard input: a line of more than " + LINE_BYTES_MAX + " bytes");
        }
        return Optional.empty();
    }

    private Polled last() {
        atStart = false;
        if (!buffer.advanceToRest() || isPassedOver(buffer.record())) {
            return Polled.Ended.INSTANCE;
        }
        return input(buffer.record());
    }

    private boolean isPassedOver(Bytes line) {
        return encoding == PayloadEncoding.JSON && line.toUtf8().isBlank();
    }

    private Polled.Input input(Bytes line) {
        count++;
        long number = buffer.lineFeeds();
        return new Polled.Input(
                messages.message(count, () -> "line " + number, encoding, line), Value.map("count", Value.of(count)));
    }

    private void take(Chunk chunk) throws ConnectorException {
        switch (chunk) {
            case Chunk.Read read -> buffer.append(read.bytes());
            case Chunk.End ignored -> atEnd = true;
            case Chunk.Failure failure ->
                throw new ConnectorException(
                        "cannot read standard input: " + failure.cause().getMessage(), failure.cause());
        }
    }

    private void read(InputStream input) {
        try {
            chunks.put(readToEnd(input));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody takes more
        }
    }

    private Chunk readToEnd(InputStream input) throws InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
                chunks.put(new Chunk.Read(Bytes.wrap(Arrays.copyOf(chunk, length))));
            }
            return new Chunk.End();
        } catch (IOException e) {
            return new Chunk.Failure(e);
        }
    }
}
