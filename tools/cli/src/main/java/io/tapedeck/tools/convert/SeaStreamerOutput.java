package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A SeaStreamer file. Payloads that are bytes, text or JSON stand as they are; of other values strings and bytes
 * too, the rest as JSON. It holds no keys, no headers, and times to the millisecond from 1970 to 9999.
 */
final class SeaStreamerOutput implements MessageOutput {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int NAME_LENGTH_MAX = 111;
    private static final String TARGET = "a SeaStreamer file";

    private final SeaStreamerWriter writer;
    private final Losses losses;
    private final JsonCodec json = new JsonCodec();
    private final PayloadReader payloads = new PayloadReader();

    /**
     * Begins a file.
     *
     * @param file where it is made
     * @param target what it will be called
     * @param intervalBytes how far beacons are apart
     */
    SeaStreamerOutput(Path file, Path target, long intervalBytes, Losses losses) throws IOException {
        this.losses = losses;
        writer = SeaStreamerWriter.create(file, headerName(target), System.currentTimeMillis(), intervalBytes);
    }

    /** SeaStreamer's TypeScript reader goes wrong where a name is not ASCII. */
    private static String headerName(Path target) {
        String name = String.valueOf(target.getFileName()).replaceAll("[^ -~]", "-");
        return name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX));
    }

    @Override
    public void write(Incoming incoming) throws IOException, LossException {
        EncodedMessage message = incoming.message();
        ValueLosses.check(incoming, losses, TARGET);
        if (Math.floorMod(message.timeNanos(), NANOS_PER_MILLI) != 0) {
            losses.lose(
                    Loss.FINE_TIMES, incoming.place(), "its time is finer than a millisecond, the least of " + TARGET);
        }
        try {
            writer.append(
                    message.stream(),
                    message.shard(),
                    message.sequence(),
                    Math.floorDiv(message.timeNanos(), NANOS_PER_MILLI),
                    payload(incoming));
        } catch (EncodingException | IllegalArgumentException e) {
            losses.lose(Loss.MESSAGES, incoming.place(), String.valueOf(e.getMessage()));
        }
    }

    private Bytes payload(Incoming incoming) throws EncodingException, LossException {
        EncodedMessage message = incoming.message();
        return switch (message.encoding()) {
            case BYTES, TEXT, JSON -> message.payload();
            case VALUE, MALFORMED -> valuePayload(incoming);
            case WITHHELD -> throw new EncodingException(ValueLosses.WITHHELD);
        };
    }

    private Bytes valuePayload(Incoming incoming) throws EncodingException, LossException {
        PayloadReader.Content content = payloads.read(incoming.message());
        if (incoming.message().encoding() == PayloadEncoding.MALFORMED) {
            losses.lose(Loss.MALFORMED, incoming.place(), "that it could not be read, " + TARGET + " does not hold");
        }
        return switch (content.value()) {
            case BytesValue(Bytes bytes) -> bytes;
            case StringValue(String text) -> Utf8.encode(text);
            case Value other -> jsonPayload(incoming, other);
        };
    }

    private Bytes jsonPayload(Incoming incoming, Value value) throws EncodingException, LossException {
        if (!JsonShape.isExact(value)) {
            losses.lose(Loss.KINDS, incoming.place(), "its value is of a kind that its JSON would not show");
        }
        return json.encode(JsonShape.writable(value));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
