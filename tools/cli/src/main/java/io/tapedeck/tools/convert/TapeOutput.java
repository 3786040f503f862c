package io.tapedeck.tools.convert;

import io.tapedeck.log.StreamFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** One of our stream files. */
final class TapeOutput implements MessageOutput {
    private final StreamFileWriter writer;
    private final Losses losses;

    TapeOutput(Path file, Losses losses) throws IOException {
        this.losses = losses;
        writer = StreamFileWriter.create(file);
    }

    @Override
    public void write(Incoming incoming) throws IOException, LossException {
        OptionalLong last = writer.lastSequenceFrom(incoming.message());
        if (last.isPresent()) {
            String message = incoming.place().equals(incoming.message().place())
                    ? "it"
                    : "message " + incoming.message().place();
            losses.lose(
                    Loss.MESSAGES,
                    incoming.place(),
                    message + " comes after sequence " + last.getAsLong()
                            + "; the sequences of a stream's shard must ascend");
            return;
        }
        writer.append(incoming.feedTimeNanos(), incoming.message(), incoming.position());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
