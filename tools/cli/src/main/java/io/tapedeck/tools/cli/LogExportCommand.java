package io.tapedeck.tools.cli;

import io.tapedeck.tools.convert.LossException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a file of a log. */
@Command(
        name = "export",
        description = {
            "Writes the messages of a log to a file of another kind; the ending tells which. - is standard output.",
            "",
            "  .ndjson, .jsonl  an object a message, with all that it has: as log cat --json, and feed_time; where JSON"
                    + " does not hold it exactly (bytes, times, decimals, NaN, keys that are no strings), also exact,"
                    + " from which log import makes the same message",
            "  .csv, .tsv       a row a message: the fields of its value where all values are maps, else stream, shard,"
                    + " sequence, time, key, headers (as JSON), value; beside fields there is no room for key and headers",
            "  .txt             a value a line",
            "  .ss              SeaStreamer's file, with its end-of-stream mark; no keys and headers, times to the"
                    + " millisecond",
            "  .tape            a stream file; of a run's log the inputs",
            "",
            "What the target cannot hold is refused (exit 3, nothing is made), or with --allow-loss left out.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck log export orders.tape orders.ndjson",
            "         ./tapedeck log export orders.tape - --format csv | head"
        })
final class LogExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "a stream file, a segment, a folder, or a .ss file")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "the file to make, or - for standard output")
    private Path target = Path.of("");

    @Mixin
    private ConversionOptions options = new ConversionOptions();

    @Override
    public Integer call() throws IOException, WrongUseException, LossException {
        Path log = PackedRuns.log(source);
        SourcesAndTargets.checkSource(log);
        if (!options.kind(log).isLog()) {
            throw new WrongUseException("export reads a log, and " + source
                    + " is none by its ending; ./tapedeck log import makes one of it");
        }
        return options.convert(log, target, Optional.empty(), /* plain= */ false);
    }
}
