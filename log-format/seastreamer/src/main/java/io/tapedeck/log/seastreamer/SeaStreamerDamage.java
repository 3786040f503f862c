package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Damage;
import java.util.List;

/**
 * A damaged place of a file.
 *
 * @param offset where it begins in the file
 * @param length its length, in bytes
 * @param kind what it looks like
 * @param lost the messages that are lost by it, as far as their neighbours tell
 */
public record SeaStreamerDamage(long offset, long length, Kind kind, List<Damage.Lost> lost) {
    /** Copies the list. */
    public SeaStreamerDamage {
        lost = List.copyOf(lost);
    }

    SeaStreamerDamage(long offset, long length, Kind kind) {
        this(offset, length, kind, List.of());
    }

    /** What a damage looks like. */
    public enum Kind {
        /** The header is short, or has a byte that no writer writes. */
        HEADER("header"),
        /** A message's name or numbers are none that a writer writes. */
        FIELDS("message header"),
        /** A message's length leads nowhere. */
        LENGTH("length"),
        /** A payload does not match its checksum. */
        CHECKSUM("checksum"),
        /** A message that is whole but for the mark at its end. */
        MARK("end of message"),
        /** A beacon that is none, or that leads elsewhere than to the end of the message around it. */
        BEACON("beacon"),
        /** A beacon and the messages before it do not agree: one of them was changed. */
        MARKER("marker"),
        /** The file ends within a message or a beacon: still being written, or cut. */
        UNFINISHED("unfinished");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people and for JSON. */
        public String words() {
            return words;
        }
    }
}
