package io.tapedeck.tools.cli;

import io.tapedeck.log.StreamKey;
import io.tapedeck.tools.convert.LossException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a log of a file. */
@Command(
        name = "import",
        description = {
            "Makes a stream file of a file of another kind; the endings tell which: .ss, .ndjson, .jsonl, .csv, .tsv,"
                    + " .txt, .tape. - is standard input.",
            "",
            "A line of JSON with the keys stream and sequence is a message as log cat --json and log export write it,"
                    + " and becomes the same message. Any other line, row (a map by the header) or text is the value of"
                    + " a message in a stream named after the file, numbered from 1. A .ss file's end-of-stream mark is"
                    + " no message.",
            "A line that cannot be read, or a sequence that does not ascend, is refused (exit 3, nothing is made).",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck log import orders.ndjson orders.tape",
            "         zcat orders.csv.gz | ./tapedeck log import - orders.tape --format csv --stream orders"
        })
final class LogImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "the file, or - for standard input")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "the stream file to make: NAME.tape, or NAME.ss")
    private Path target = Path.of("");

    @Option(names = "--stream", paramLabel = "KEY", description = "the stream of values, instead of the file's name")
    private Optional<String> stream = Optional.empty();

    @Option(names = "--plain", description = "every line of JSON is a value, also one that looks like a message")
    private boolean plain;

    @Mixin
    private ConversionOptions options = new ConversionOptions();

    @Override
    public Integer call() throws IOException, WrongUseException, LossException {
        if (!options.kind(target).isLog()) {
            throw new WrongUseException("import makes a stream file, and " + target
                    + " is none by its ending: name one like orders.tape; ./tapedeck log export goes the other way");
        }
        return options.convert(source, target, key(), plain);
    }

    private Optional<StreamKey> key() throws WrongUseException {
        try {
            return stream.map(StreamKey::new);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--stream: " + e.getMessage());
        }
    }
}
