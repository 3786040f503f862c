package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.Damage;
import io.tapedeck.log.LogSalvage.FileDamage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Damaged places of logs, for people and for scripts. */
final class Damages {
    private static final int SHOWN_MAX = 20;

    private Damages() {}

    static boolean isUnfinished(FileDamage found) {
        return found.damage().kind() == Damage.Kind.UNFINISHED;
    }

    /** A place as {@code log verify} tells it in JSON. */
    static ObjectNode json(Path file, long offset, long length, String kind, List<Damage.Lost> lost) {
        ObjectNode node = Json.object()
                .put("file", file.toString())
                .put("offset", offset)
                .put("length", length)
                .put("kind", kind);
        ArrayNode ranges = Json.array();
        lost.forEach(range -> ranges.add(Json.object()
                .put("stream", range.stream().name())
                .put("shard", range.shard())
                .put("first", range.first())
                .put("last", range.last())));
        return node.set("lost", ranges);
    }

    static ArrayNode json(List<FileDamage> damages) {
        ArrayNode array = Json.array();
        damages.forEach(found -> array.add(json(
                found.file(),
                found.damage().offset(),
                found.damage().length(),
                found.damage().kind().words(),
                found.damage().lost())));
        return array;
    }

    /** A place on a line of its own; {@code where} names the file where there are several, with a blank behind. */
    static String line(String where, long offset, long length, String kind, List<Damage.Lost> lost) {
        String ranges = lost.isEmpty()
                ? ""
                : "   lost: " + lost.stream().map(Damage.Lost::toString).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "  %sat %,d   %s, %s%s", where, offset, kind, Format.count(length, "byte"), ranges);
    }

    /** Says on standard error what of the sources was damaged; not of an unfinished end, which loses nothing. */
    static void warn(List<FileDamage> damages) {
        warnOf(damages.stream()
                .filter(found -> !isUnfinished(found))
                .map(DamagedPlace::of)
                .toList());
    }

    /** Says on standard error what is damaged. */
    static void warnOf(List<DamagedPlace> told) {
        told.stream().limit(SHOWN_MAX).forEach(found -> Screen.warn(line(found)));
        if (told.size() > SHOWN_MAX) {
            Screen.warn("  and " + Format.number(told.size() - SHOWN_MAX) + " more; ./tapedeck log verify tells all");
        }
    }

    private static String line(DamagedPlace place) {
        return line(Format.path(place.file()) + " ", place.offset(), place.length(), place.kind(), place.lost());
    }
}
