package io.tapedeck.tools.cli;

import io.tapedeck.log.Damage;
import io.tapedeck.log.LogSalvage.FileDamage;
import io.tapedeck.log.seastreamer.SeaStreamerDamage;
import java.nio.file.Path;
import java.util.List;

/**
 * A damaged place of a file of any format.
 *
 * @param file the file
 * @param offset where it begins
 * @param length its length in bytes
 * @param kind what it looks like, in words
 * @param lost what was lost by it
 */
record DamagedPlace(Path file, long offset, long length, String kind, List<Damage.Lost> lost) {
    DamagedPlace {
        lost = List.copyOf(lost);
    }

    static DamagedPlace of(FileDamage found) {
        Damage damage = found.damage();
        return new DamagedPlace(
                found.file(), damage.offset(), damage.length(), damage.kind().words(), damage.lost());
    }

    static DamagedPlace of(Path file, SeaStreamerDamage damage) {
        return new DamagedPlace(
                file, damage.offset(), damage.length(), damage.kind().words(), damage.lost());
    }

    /** How many messages are known to be lost by it. */
    long messagesLost() {
        return lost.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }
}
