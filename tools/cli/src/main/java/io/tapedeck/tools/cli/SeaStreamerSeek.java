package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.tools.convert.LossException;
import io.tapedeck.tools.convert.Losses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds a message in a SeaStreamer file by reading from its start. Neither times nor sequences need ascend there, so
 * what is asked is the first message at a position or behind it, in the file's order, or the last one before the
 * first that is behind it.
 */
final class SeaStreamerSeek {
    private SeaStreamerSeek() {}

    /**
     * What was found.
     *
     * @param found the message, if there is one
     * @param damages what was passed over on the way
     */
    record Report(Optional<LogSeekCommand.Found> found, List<DamagedPlace> damages) {}

    /**
     * Seeks.
     *
     * @param only the messages that count; all where it is empty
     * @param backward whether the last at the position or before it is wanted, not the first at it or behind it
     */
    static Report seek(
            Path file, PayloadEncoding encoding, RunPosition target, Optional<StreamFilter> only, boolean backward)
            throws IOException, LossException {
        Losses losses = new Losses(/* allowed= */ true, Screen::warn);
        Optional<StreamFilter> counted = backward ? only.or(() -> shardOf(target)) : only;
        Optional<LogSeekCommand.Found> last = Optional.empty();
        BytesProgress progress = new BytesProgress("seeking");
        try (SeaStreamerWalk walk = SeaStreamerWalk.open(file, Optional.empty(), encoding, losses, progress)) {
            boolean over = false;
            while (!over && walk.next()) {
                MessageRecord message = walk.message();
                if (counted.isPresent() && !counted.get().matches(message.message())) {
                    continue;
                }
                over = backward ? LogPlaces.isPassed(target, message) : LogPlaces.isReached(target, message);
                if (backward != over) {
                    last = Optional.of(new LogSeekCommand.Found(
                            message, /* segment= */ 0, walk.messageOffset(), walk.bytesRead(), walk.beaconsRead()));
                }
            }
            Screen.endProgress();
            return new Report(last.map(found -> withCosts(found, walk)), walk.damages());
        }
    }

    private static Optional<StreamFilter> shardOf(RunPosition target) {
        return target instanceof RunPosition.Sequence(var stream, long shard, long sequence)
                ? Optional.of(new StreamFilter(stream, OptionalLong.of(shard)))
                : Optional.empty();
    }

    /** Of a message that was passed by, all that was read until that was known. */
    private static LogSeekCommand.Found withCosts(LogSeekCommand.Found found, SeaStreamerWalk walk) {
        return new LogSeekCommand.Found(
                found.record(), found.segment(), found.offset(), walk.bytesRead(), walk.beaconsRead());
    }
}
