package io.tapedeck.log.seastreamer;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read as it should; the message is a sentence that names the file and the place. */
public abstract sealed class SeaStreamerException extends IOException {
    private static final long serialVersionUID = 1L;

    private SeaStreamerException(String message) {
        super(message);
    }

    /** Bytes that are not what a writer wrote. */
    public static final class Damaged extends SeaStreamerException {
        private static final long serialVersionUID = 1L;

        private final transient SeaStreamerDamage damage;

        Damaged(Path file, SeaStreamerDamage damage) {
            super(file + " is damaged at offset " + damage.offset() + " ("
                    + damage.kind().words() + ")");
            this.damage = damage;
        }

        /** What was found. */
        public SeaStreamerDamage damage() {
            return damage;
        }
    }

    /** A file of another version than 1. */
    public static final class UnsupportedVersion extends SeaStreamerException {
        private static final long serialVersionUID = 1L;

        UnsupportedVersion(Path file, int version) {
            super(file + " has SeaStreamer format version " + version + "; this Tapedeck reads version "
                    + Layout.VERSION);
        }
    }

    /** A file that does not begin as a SeaStreamer file does. */
    public static final class NotSeaStreamer extends SeaStreamerException {
        private static final long serialVersionUID = 1L;

        NotSeaStreamer(Path file) {
            super(file + " is no SeaStreamer file: it does not begin with \"Ss\"");
        }
    }
}
