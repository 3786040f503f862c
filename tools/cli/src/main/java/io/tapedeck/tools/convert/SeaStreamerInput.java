package io.tapedeck.tools.convert;

import io.tapedeck.log.Damage;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerDamage;
import io.tapedeck.log.seastreamer.SeaStreamerException;
import io.tapedeck.log.seastreamer.SeaStreamerMessage;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import io.tapedeck.log.seastreamer.SeaStreamerVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a SeaStreamer file, as many as are intact, up to its end-of-stream mark, which is none. Fed when
 * they were sent: the file knows no other time.
 */
public final class SeaStreamerInput implements MessageInput {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIME_MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;

    private final Path file;
    private final SeaStreamerReader reader;
    private final PayloadEncoding encoding;
    private final Losses losses;
    private final LogProgress progress;
    private final long bytesTotal;
    private final List<SeaStreamerDamage> damages = new ArrayList<>();

    /**
     * Opens a file.
     *
     * @param encoding how the payloads are to be read
     * @param losses counts messages that cannot be held
     * @param progress is told how far it is
     */
    public SeaStreamerInput(Path file, PayloadEncoding encoding, Losses losses, LogProgress progress)
            throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.losses = losses;
        this.progress = progress;
        reader = SeaStreamerReader.open(file);
        bytesTotal = Files.size(file);
    }

    @Override
    public Optional<Incoming> next() throws IOException, LossException {
        while (true) {
            try {
                if (!reader.next()) {
                    return Optional.empty();
                }
            } catch (SeaStreamerException.Damaged e) {
                damages.add(e.damage());
                continue;
            }
            progress.report(reader.offset(), bytesTotal);
            SeaStreamerMessage message = reader.message();
            String place = message.stream() + "/" + message.shard() + "@" + message.sequence();
            if (message.timeMillis() <= TIME_MILLIS_MAX) {
                return Optional.of(incoming(message, place));
            }
            losses.lose(Loss.MESSAGES, place, "its time is after the last that can be held, in 2262");
        }
    }

    private Incoming incoming(SeaStreamerMessage message, String place) {
        long nanos = message.timeMillis() * NANOS_PER_MILLI;
        EncodedMessage encoded = new EncodedMessage(
                message.stream(), message.shard(), message.sequence(), nanos, encoding, message.payload());
        return new Incoming(nanos, encoded, Value.NULL, place);
    }

    /** Where the message begins that was read last. */
    public long messageOffset() {
        return reader.message().offset();
    }

    /** How many bytes of the file were read. */
    public long bytesRead() {
        return reader.offset();
    }

    /** How many beacons stood in what was read: they stand at the multiples of an interval, but for 0. */
    public long beaconsRead() {
        return (reader.offset() - 1) / reader.header().intervalBytes();
    }

    /** Whether the end-of-stream mark was met, behind which nothing is read. */
    public boolean ended() {
        return reader.ended();
    }

    /** The damages that were met, with what was lost by them: that only the verifier finds out. */
    public List<SeaStreamerDamage> damages() throws IOException {
        if (damages.isEmpty()) {
            return List.of();
        }
        List<SeaStreamerDamage> verified = SeaStreamerVerifier.verify(file).damages();
        return damages.stream()
                .map(met -> verified.stream()
                        .filter(found -> found.offset() == met.offset() && found.kind() == met.kind())
                        .findFirst()
                        .orElse(met))
                .toList();
    }

    @Override
    public SourceDamage damage() {
        List<String> places = damages.stream()
                .map(damage -> file + " at offset " + damage.offset() + ": "
                        + damage.kind().words())
                .toList();
        return places.isEmpty() ? SourceDamage.NONE : new SourceDamage(places, messagesLost(), messagesLost() == 0);
    }

    /** The reader tells where the damage is; what was lost by it, only the verifier finds out. */
    private long messagesLost() {
        try {
            long known = SeaStreamerVerifier.verify(file).damages().stream()
                    .flatMap(damage -> damage.lost().stream())
                    .mapToLong(SeaStreamerInput::count)
                    .sum();
            return Math.max(known, 1);
        } catch (IOException e) {
            return 1;
        }
    }

    private static long count(Damage.Lost lost) {
        return lost.last() - lost.first() + 1;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
