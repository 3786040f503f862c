package io.tapedeck.tools.cli;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.PipelineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    List<PipelineDefinition> all(Extensions extensions) throws MistakesException, IOException {
        return PipelineFile.read(file, extensions, System.getenv());
    }

    /** All pipelines, their code loaded to find its mistakes. */
    List<PipelineDefinition> checked(Extensions extensions) throws MistakesException, IOException {
        return PipelineFile.check(file, extensions, System.getenv());
    }

    PipelineDefinition one(Extensions extensions) throws MistakesException, IOException, WrongUseException {
        List<PipelineDefinition> all = all(extensions);
        List<PipelineDefinition> matching = all.stream()
                .filter(pipeline -> name.isEmpty() || pipeline.name().equals(name))
                .toList();
        if (matching.size() != 1) {
            throw new WrongUseException(Format.path(file) + " has the pipelines "
                    + String.join(
                            ", ", all.stream().map(PipelineDefinition::name).toList())
                    + "; say which one with --pipeline NAME");
        }
        return matching.getFirst();
    }
}
