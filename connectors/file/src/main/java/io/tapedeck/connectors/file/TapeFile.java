package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Damage;
import io.tapedeck.log.LogException;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogUse;
import java.io.IOException;
import java.nio.file.Path;

/** Our own stream file: a beacon log of messages in one file, and what can be wrong with it in sentences. */
final class TapeFile {
    private static final String ADVICE =
            "; ./tapedeck log verify tells what is lost, ./tapedeck log cat reads the rest";

    private TapeFile() {}

    /** Opens a stream file at its first record. */
    static LogReader open(Path path) throws ConnectorException {
        try {
            LogReader reader = LogReader.open(path);
            if (reader.use() == LogUse.STREAMS) {
                return reader;
            }
            reader.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        throw new ConnectorException(isRunLog(path) + "; ./tapedeck replay reads runs");
    }

    /** That a file is a log, but of the other use. */
    static String isRunLog(Path path) {
        return path + " is a segment of a run's log, not a stream file";
    }

    /** The file cannot be read. */
    static ConnectorException unreadable(Path path, IOException e) {
        return new ConnectorException(
                e instanceof LogException problem ? sentence(path, problem) : "cannot read " + path + ": " + e, e);
    }

    /** What is wrong with a log, where, and what to do. */
    static String sentence(Path path, LogException problem) {
        return switch (problem) {
            case LogException.Corrupt corrupt
            when corrupt.damage().kind() == Damage.Kind.HEADER ->
                corrupt.getMessage() + ", or is no stream file" + ADVICE;
            case LogException.Corrupt corrupt -> corrupt.getMessage() + ADVICE;
            case LogException.Truncated truncated -> truncated.getMessage() + ADVICE;
            case LogException.UnsupportedVersion newer -> String.valueOf(newer.getMessage());
            case LogException.NotALog other -> String.valueOf(other.getMessage());
            case LogException.OutOfOrder message -> String.valueOf(message.getMessage());
            case LogException.Incomplete gap -> String.valueOf(gap.getMessage());
            case LogException.Unwritten unwritten -> String.valueOf(unwritten.getMessage());
            case LogException.Locked ignored -> "another run is writing to " + path;
        };
    }
}
