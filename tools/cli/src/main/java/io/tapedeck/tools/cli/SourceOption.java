package io.tapedeck.tools.cli;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.Recording;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a replay reads again what a run's log withholds, if not where the log says. */
final class SourceOption {
    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = {
                "of a run with record = \"ranges\", whose messages are read again from its source: the pipeline file",
                "that has this source, if it is elsewhere now, or needs the properties (passwords) that no log has"
            })
    private Optional<Path> file = Optional.empty();

    /** What the replay of a run has. */
    Extensions added(Extensions extensions, RunFolder run) throws IOException, MistakesException, WrongUseException {
        if (file.isEmpty()) {
            return extensions;
        }
        RunStart start = run.start();
        if (start.recording() == Recording.FULL) {
            throw new WrongUseException(
                    "run " + start.id() + " has its payloads in the log, so no source is read; leave --source out");
        }
        return extensions.withSourceOfReplays(
                PipelineArgument.ofRun(file.get(), start, extensions).from());
    }
}
