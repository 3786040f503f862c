package io.tapedeck.tools.cli;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.PipelineFile;
import io.tapedeck.controller.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A pipeline file, and which of its pipelines. */
final class PipelineArgument {
    @Parameters(paramLabel = "FILE", description = "the pipeline file, such as pipeline.toml")
    private Path file = Path.of("pipeline.toml");

    @Option(names = "--pipeline", paramLabel = "NAME", description = "which pipeline, where the file has several")
    private String name = "";

    Path file() {
        return file;
    }

    /** The same, as one would type it. */
    String words() {
        return Shell.quote(Format.path(file)) + (name.isEmpty() ? "" : " --pipeline " + Shell.quote(name));
    }

    /** All pipelines, their code loaded to find its mistakes. */
    List<PipelineDefinition> checked(Extensions extensions) throws MistakesException, IOException {
        return PipelineFile.check(file, extensions, System.getenv());
    }

    /** The one pipeline that is meant. */
    PipelineDefinition one(Extensions extensions) throws MistakesException, IOException, WrongUseException {
        Optional<String> only = name.isEmpty() ? Optional.empty() : Optional.of(name);
        List<PipelineDefinition> found = PipelineFile.read(file, only, extensions, System.getenv());
        if (found.isEmpty()) {
            throw new WrongUseException(Format.path(file) + " has no pipeline \"" + name + "\"");
        }
        if (found.size() > 1) {
            throw new WrongUseException(Format.path(file) + " has the pipelines "
                    + String.join(
                            ", ", found.stream().map(PipelineDefinition::name).toList())
                    + "; say which one with --pipeline NAME");
        }
        return found.getFirst();
    }

    /** The pipeline of a run as another file has it. */
    static PipelineDefinition ofRun(Path file, RunStart start, Extensions extensions)
            throws MistakesException, IOException, WrongUseException {
        String name = start.pipeline();
        return PipelineFile.read(file, Optional.of(name), extensions, System.getenv()).stream()
                .findFirst()
                .orElseThrow(() -> new WrongUseException(
                        Format.path(file) + " has no pipeline \"" + name + "\", which is that of the run"));
    }
}
