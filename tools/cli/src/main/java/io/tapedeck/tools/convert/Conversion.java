package io.tapedeck.tools.convert;

import io.tapedeck.log.LogProgress;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes the messages of one file to another of another kind.
 *
 * @param source what is read; {@link FileKind#STANDARD} for standard input
 * @param sourceKind what it holds
 * @param target what is made, or {@link FileKind#STANDARD}
 * @param targetKind what it is to hold
 * @param options what else there is to say
 */
public record Conversion(Path source, FileKind sourceKind, Path target, FileKind targetKind, Options options) {

    /**
     * What else there is to say of a conversion.
     *
     * @param stream the name of the stream that values without one are put in
     * @param plain whether lines of JSON are values, also those that look like messages
     * @param payloads how the payloads of a SeaStreamer file are to be read
     * @param intervalBytes how far the beacons of a SeaStreamer file are to be apart
     */
    public record Options(Optional<StreamKey> stream, boolean plain, PayloadEncoding payloads, long intervalBytes) {}

    /**
     * What was done.
     *
     * @param messages the messages read, those left out as a whole included
     * @param damage what of the source is damaged
     */
    public record Result(long messages, SourceDamage damage) {}

    /**
     * Converts.
     *
     * @param file where the target is made; whoever calls gives it its name, or removes it where this fails
     * @param standardOutput where messages go if the target is {@link FileKind#STANDARD}; is not closed
     * @param losses what may be left out
     * @param stopped whether nobody wants the rest
     * @param progress is told how far it is
     * @throws LossException where something would be left out that may not be
     */
    public Result run(
            Path file, OutputStream standardOutput, Losses losses, BooleanSupplier stopped, LogProgress progress)
            throws IOException, LossException {
        Optional<RowColumns> columns = columns(progress);
        try (MessageInput input = input(losses, progress)) {
            long messages = 0;
            try (MessageOutput output = output(file, standardOutput, losses, columns)) {
                for (Optional<Incoming> next = input.next();
                        next.isPresent() && !stopped.getAsBoolean();
                        next = input.next()) {
                    output.write(next.get());
                    messages++;
                }
            }
            losses.settle();
            return new Result(messages, input.damage());
        }
    }

    /** A table of a file has every field that any message has; what comes once only shows its first. */
    private Optional<RowColumns> columns(LogProgress progress) throws IOException, LossException {
        boolean isTable = targetKind == FileKind.CSV || targetKind == FileKind.TSV;
        if (!isTable || FileKind.isStandard(source)) {
            return Optional.empty();
        }
        try (MessageInput input = input(new Losses(/* allowed= */ true, ignored -> {}), progress)) {
            return Optional.of(RowColumns.survey(input));
        }
    }

    private MessageInput input(Losses losses, LogProgress progress) throws IOException {
        ValueLines values = new ValueLines(options.stream.orElseGet(this::nearestName), InstantSource.system());
        return switch (sourceKind) {
            case TAPE -> new TapeInput(source, progress);
            case SEA_STREAMER -> new SeaStreamerInput(source, options.payloads, losses, progress);
            case NDJSON -> LineInput.open(source, new JsonLineParser(values, options.plain), losses, progress);
            case CSV, TSV -> LineInput.open(source, new RowParser(values, sourceKind.separator()), losses, progress);
            case TEXT -> LineInput.open(source, new TextLineParser(values), losses, progress);
        };
    }

    private StreamKey nearestName() {
        return StreamKey.nearest(FileKind.isStandard(source) ? "stdin" : FileKind.stem(source));
    }

    private MessageOutput output(Path file, OutputStream standardOutput, Losses losses, Optional<RowColumns> columns)
            throws IOException {
        return switch (targetKind) {
            case TAPE -> new TapeOutput(file, losses);
            case SEA_STREAMER -> new SeaStreamerOutput(file, target, options.intervalBytes, losses);
            case NDJSON -> new JsonLinesOutput(stream(file, standardOutput));
            case CSV, TSV -> new RowOutput(stream(file, standardOutput), targetKind, losses, columns);
            case TEXT -> new TextOutput(stream(file, standardOutput), losses);
        };
    }

    private OutputStream stream(Path file, OutputStream standardOutput) throws IOException {
        return FileKind.isStandard(target)
                ? new UnclosedStream(standardOutput)
                : new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
    }

    /** A stream that others go on using. */
    private static final class UnclosedStream extends java.io.FilterOutputStream {
        UnclosedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
