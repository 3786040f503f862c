package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads messages of a file again: on from where it stands, or behind the message before. Where the file is no longer what
 * it was up to there, the message may still be in it, so it is looked for from the start.
 */
final class FileFetcher implements MessageFetcher {
    private final Path path;
    private final Opener opener;
    private Optional<Source> source = Optional.empty();
    /** The recorded position of the message read last. */
    private Optional<Value> reached = Optional.empty();

    /** Opens the file at its start, as a source that ends with it. */
    @FunctionalInterface
    interface Opener {
        /** Opens it. */
        Source open() throws ConnectorException;
    }

    FileFetcher(Path path, Opener opener) {
        this.path = path;
        this.opener = opener;
    }

    @Override
    public EncodedMessage fetch(EncodedMessage wanted, Value position, Optional<Value> before)
            throws ConnectorException, InterruptedException {
        Source reading = source.isPresent() && reached.equals(before) ? source.get() : openBehind(before);
        while (reading.poll(Duration.ZERO) instanceof Polled.Input(EncodedMessage message, Value _)) {
            if (message.place().equals(wanted.place())) {
                reached = Optional.of(position);
                return message;
            }
        }
        close();
        throw new ConnectorException(path + " ends before it");
    }

    private Source openBehind(Optional<Value> before) throws ConnectorException {
        Source opened = open();
        try {
            opened.seek(before);
            return opened;
        } catch (ConnectorException e) {
            return open();
        }
    }

    private Source open() throws ConnectorException {
        close();
        Source opened = opener.open();
        source = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() throws ConnectorException {
        if (source.isPresent()) {
            Source open = source.get();
            source = Optional.empty();
            open.close();
        }
    }
}
