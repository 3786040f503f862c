package io.tapedeck.tools.cli;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a replay's outputs are sent, and where to. */
final class EmitOptions {
    @Option(
            names = "--emit",
            paramLabel = "FILE",
            description =
                    "send the outputs, having said how many go where, to the sinks that this pipeline file has, as effects"
                            + " of their own: what is there already stays, and the same replay sent again adds nothing")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--yes", description = "with --emit: do not ask")
    private boolean yes;

    @Option(names = "--overwrite", description = "with --emit: replace a file that holds the outputs of a run")
    private boolean overwrite;

    /** The pipeline whose sinks get the outputs of a run's replay; empty where none does. */
    Optional<PipelineDefinition> sinks(RunStart start, Extensions extensions)
            throws IOException, MistakesException, WrongUseException {
        if (file.isEmpty()) {
            if (yes || overwrite) {
                throw new WrongUseException("--yes and --overwrite go with --emit FILE");
            }
            return Optional.empty();
        }
        return Optional.of(PipelineArgument.ofRun(file.get(), start, extensions));
    }

    /** Whether they are to be sent. */
    boolean isWanted() {
        return file.isPresent();
    }

    boolean overwrite() {
        return overwrite;
    }

    /** Whether it is to be done, of which it was said what: who sits there is asked. */
    boolean isAgreedTo() {
        return yes || !Question.canBeAsked() || Question.isAgreedTo("send them?");
    }
}
