package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.log.LogProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, or of standard input. Those that cannot be read are counted and passed over. */
final class LineInput implements MessageInput {
    private final String name;
    private final InputStream in;
    private final LineParser parser;
    private final Losses losses;
    private final LogProgress progress;
    private final long bytesTotal;
    private final RecordBuffer buffer;
    private boolean atStart = true;
    private boolean ended;

    private LineInput(
            String name, InputStream in, LineParser parser, Losses losses, LogProgress progress, long bytesTotal) {
        this.name = name;
        this.in = in;
        this.parser = parser;
        this.losses = losses;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
        buffer = new RecordBuffer(parser.framing());
    }

    static LineInput open(Path file, LineParser parser, Losses losses, LogProgress progress) throws IOException {
        return FileKind.isStandard(file)
                ? new LineInput("standard input", System.in, parser, losses, progress, 0)
                : new LineInput(
                        file.toString(), Files.newInputStream(file), parser, losses, progress, Files.size(file));
    }

    @Override
    public Optional<Incoming> next() throws IOException, LossException {
        while (true) {
            long line = buffer.lineFeeds() + 1;
            if (!advance()) {
                return Optional.empty();
            }
            String place = name + ", line " + line;
            try {
                Optional<Incoming> message = parser.parse(buffer.record(), place);
                if (message.isPresent()) {
                    return message;
                }
            } catch (EncodingException e) {
                losses.loseLine(place, String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean advance() throws IOException {
        while (atStart || !buffer.advance()) {
            if (atStart && buffer.skipByteOrderMark()) {
                atStart = false;
            } else if (ended) {
                atStart = false;
                return buffer.advanceToRest();
            } else {
                ended = buffer.fill(in::read) < 0;
                progress.report(buffer.filledTo(), bytesTotal);
                atStart = atStart && !ended;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
