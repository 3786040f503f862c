package io.tapedeck.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages whose stream's record was not met before them, by stream: where the first is, and how many there are. */
final class NamelessMessages {
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();
    private long ordinal;

    /** The messages of one stream. */
    private static final class Stream {
        private final LogSalvage.FileDamage first;
        private long messages;

        Stream(LogSalvage.FileDamage first) {
            this.first = first;
        }
    }

    /** Takes note of a frame, if it is a message whose stream has no name yet. */
    void note(Path file, Frame frame, LostRanges names) {
        if (frame.kind() != Frame.MESSAGE || names.name(frame.streamId()).isPresent()) {
            return;
        }
        Stream stream = streams.computeIfAbsent(frame.streamId(), ignored -> new Stream(damage(file, frame)));
        if (frame.contentLength() >= RecordEncoder.MESSAGE_FIXED_LENGTH) {
            stream.messages += RecordDecoder.ordinal(frame) > ordinal ? 1 : 0;
            ordinal = Math.max(ordinal, RecordDecoder.ordinal(frame));
        }
    }

    private static LogSalvage.FileDamage damage(Path file, Frame frame) {
        return new LogSalvage.FileDamage(
                file, new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.NAME));
    }

    /** The damages in a file: the streams that have no name after all. */
    List<Damage> damages(Path file, LostRanges names) {
        List<Damage> damages = new ArrayList<>();
        streams.forEach((id, stream) -> {
            if (names.name(id).isEmpty() && stream.first.file().equals(file)) {
                damages.add(stream.first.damage());
            }
        });
        return damages;
    }

    /** How many messages cannot be read as their streams have no name after all; replacements are not counted. */
    long messages(LostRanges names) {
        return streams.entrySet().stream()
                .filter(entry -> names.name(entry.getKey()).isEmpty())
                .mapToLong(entry -> entry.getValue().messages)
                .sum();
    }
}
