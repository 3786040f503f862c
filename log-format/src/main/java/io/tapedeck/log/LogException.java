package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A log that cannot be read or written as it should; the message is a sentence that names the file and the place. */
public abstract sealed class LogException extends IOException {
    private static final long serialVersionUID = 1L;

    private LogException(String message) {
        super(message);
    }

    private LogException(String message, IOException cause) {
        super(message, cause);
    }

    /** Bytes that were written and are not what they were. */
    public static final class Corrupt extends LogException {
        private static final long serialVersionUID = 1L;

        private final transient Damage damage;

        Corrupt(Path file, Damage damage) {
            super(file + " is damaged at offset " + damage.offset() + " ("
                    + damage.kind().words() + ")");
            this.damage = damage;
        }

        /** What was found. */
        public Damage damage() {
            return damage;
        }
    }

    /** A file that ends before what it says was made durable. */
    public static final class Truncated extends LogException {
        private static final long serialVersionUID = 1L;

        Truncated(Path file, long sizeBytes, long durableTo) {
            super(file + " is cut short: it has " + sizeBytes + " bytes, and had at least " + durableTo
                    + " that were reported durable");
        }
    }

    /** A file of a newer version than this reader knows. */
    public static final class UnsupportedVersion extends LogException {
        private static final long serialVersionUID = 1L;

        UnsupportedVersion(Path file, int version) {
            super(file + " has format version " + version + "; this Tapedeck reads up to version "
                    + SegmentHeader.VERSION + ", use a newer one");
        }
    }

    /** A file that is not a beacon log, or a folder with none. */
    public static final class NotALog extends LogException {
        private static final long serialVersionUID = 1L;

        NotALog(String message) {
            super(message);
        }
    }

    /** Messages are missing that a repair could not save. */
    public static final class Incomplete extends LogException {
        private static final long serialVersionUID = 1L;

        /** The messages of {@code gap} are missing from {@code log}. */
        public Incomplete(Path log, LogRecord.Gap gap) {
            super(log + " lacks the messages #" + gap.first() + " to #" + gap.last()
                    + ": it was repaired after they were lost");
        }
    }

    /** A message that cannot follow those before it: its sequence is taken, or goes back. */
    public static final class OutOfOrder extends LogException {
        private static final long serialVersionUID = 1L;

        OutOfOrder(Path log, EncodedMessage message, long lastSequence) {
            super(log + ": message " + message.place() + " comes after " + message.stream() + "/" + message.shard()
                    + "@" + lastSequence + "; the sequences of a stream's shard must ascend");
        }
    }

    /** Another writer has the log. */
    public static final class Locked extends LogException {
        private static final long serialVersionUID = 1L;

        Locked(Path log) {
            super(log + " is being written by another process");
        }
    }

    /** The system could not write or force a log. All that was reported durable is there. */
    public static final class Unwritten extends LogException {
        private static final long serialVersionUID = 1L;

        private Unwritten(Path log, IOException cause) {
            super("cannot write to " + log + ": " + cause.getMessage(), cause);
        }

        /** What to throw for {@code cause}, which names no file where it comes from a file that is open. */
        static IOException of(Path log, IOException cause) {
            return cause instanceof LogException || cause instanceof FileSystemException
                    ? cause
                    : new Unwritten(log, cause);
        }
    }
}
