package io.tapedeck.log;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages whose stream's record was not met before them: the first of each stream. */
final class NamelessMessages {
    private final Map<Integer, LogSalvage.FileDamage> first = new LinkedHashMap<>();

    /** Takes note of a frame, if it is a message whose stream has no name yet. */
    void note(Path file, Frame frame, LostRanges names) {
        if (frame.kind() == Frame.MESSAGE && names.name(frame.streamId()).isEmpty()) {
            Damage damage = new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.NAME);
            first.putIfAbsent(frame.streamId(), new LogSalvage.FileDamage(file, damage));
        }
    }

    /** The damages in a file: the streams that have no name after all. */
    List<Damage> damages(Path file, LostRanges names) {
        return first.entrySet().stream()
                .filter(entry -> names.name(entry.getKey()).isEmpty())
                .filter(entry -> entry.getValue().file().equals(file))
                .map(entry -> entry.getValue().damage())
                .toList();
    }
}
