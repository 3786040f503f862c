package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerEncoder;
import io.tapedeck.log.seastreamer.SeaStreamerHeader;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message an output in a SeaStreamer file, numbered from 1 in shard 0 of one stream: bytes and strings as they
 * are, other values as JSON. The file ends with the end-of-stream mark while nobody writes to it.
 */
final class SeaStreamerOutput implements OutputFormat {
    /** As the encoder: a record of our own log takes no more either. */
    private static final int PAYLOAD_BYTES_MAX = 1 << 30;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int FILE_NAME_BYTES_MAX = 111;

    private final Path path;
    private final StreamKey stream;
    private final boolean allowLoss;
    private final long intervalBytes;
    private final InstantSource clock;
    private final JsonCodec json = new JsonCodec();
    private Optional<SeaStreamerEncoder> encoder = Optional.empty();
    private long sequence;
    /** The mark's that the file had, as long as nothing was added. */
    private OptionalLong endMillis = OptionalLong.empty();

    /**
     * The format of one file.
     *
     * @param allowLoss whether keys and headers may be left out
     * @param intervalBytes how far beacons are apart in a file that is begun
     */
    SeaStreamerOutput(Path path, StreamKey stream, boolean allowLoss, long intervalBytes, InstantSource clock) {
        this.path = path;
        this.stream = stream;
        this.allowLoss = allowLoss;
        this.intervalBytes = intervalBytes;
        this.clock = clock;
    }

    /** Why a stream cannot be called so, as a sentence. */
    static Optional<String> objection(StreamKey stream) {
        return stream.name().equals("SEA_STREAMER_INTERNAL")
                ? Optional.of("a stream of a SeaStreamer file cannot be called " + stream
                        + ": SeaStreamer's own messages are")
                : Optional.empty();
    }

    /** A file's name as a header holds it: SeaStreamer's TypeScript reader goes wrong where it is not ASCII. */
    static String headerName(Path path) {
        String name = String.valueOf(path.getFileName()).replaceAll("[^ -~]", "-");
        return name.substring(0, Math.min(name.length(), FILE_NAME_BYTES_MAX));
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        if (!allowLoss && !(output.key().isNull() && output.headers().isEmpty())) {
            throw new EncodingException("a SeaStreamer file holds no keys and headers"
                    + " (allow_loss = true leaves them out, a file whose name ends with .tape holds them)");
        }
        Bytes payload = payload(output.value());
        if (payload.length() > PAYLOAD_BYTES_MAX) {
            throw new EncodingException("an output of " + payload.length() + " bytes; a SeaStreamer file takes at most "
                    + PAYLOAD_BYTES_MAX);
        }
        return payload;
    }

    @Override
    public Bytes head() {
        SeaStreamerEncoder begun =
                new SeaStreamerEncoder(new SeaStreamerHeader(headerName(path), clock.millis(), intervalBytes));
        encoder = Optional.of(begun);
        return bytes(begun::writeHead);
    }

    @Override
    public Bytes frame(Effect effect) throws ConnectorException {
        long timeMillis = Math.floorDiv(effect.timeNanos(), NANOS_PER_MILLI);
        if (timeMillis < 0) {
            throw new ConnectorException("cannot write to " + path + ": effect " + effect.id()
                    + " is of a message from before 1970, and a SeaStreamer file holds no such times");
        }
        SeaStreamerEncoder begun = encoder.orElseThrow();
        Bytes bytes =
                bytes(out -> begun.write(out, stream, /* shard= */ 0, sequence + 1, timeMillis, effect.encoded()));
        sequence++;
        endMillis = OptionalLong.empty();
        return bytes;
    }

    @Override
    public Bytes foot() {
        Bytes head = encoder.isEmpty() ? head() : Bytes.EMPTY;
        SeaStreamerEncoder begun = encoder.orElseThrow();
        return bytes(out -> {
            out.write(head.toByteArray());
            begun.writeEnd(out, endMillis.orElseGet(clock::millis));
        });
    }

    @Override
    public long restore(RandomAccessFile file, long length) throws IOException, EncodingException {
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            SeaStreamerEncoder resumed = SeaStreamerEncoder.resume(reader, length);
            if (resumed.offset() != length && !reader.ended()) {
                throw new EncodingException("it holds no whole message up to byte " + length);
            }
            sequence = resumed.sequence(stream, /* shard= */ 0).orElse(0);
            endMillis = reader.endTimeMillis();
            encoder = Optional.of(resumed);
            return resumed.offset();
        }
    }

    private Bytes payload(Value value) throws EncodingException {
        return switch (value) {
            case BytesValue bytes -> bytes.value();
            case StringValue text -> Utf8.encode(text.value());
            default -> json.encode(value);
        };
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static Bytes bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
