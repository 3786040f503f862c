package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Mistake;
import io.tapedeck.tools.migrate.Converted;
import io.tapedeck.tools.migrate.ForeignFileException;
import io.tapedeck.tools.migrate.MstreamConversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pipeline file of another tool's configuration. */
@Command(
        name = "convert",
        description = {
            "Makes a pipeline file of a configuration of mstream (services and connectors, in TOML).",
            "Each connector becomes a pipeline for each of its sinks. What has no counterpart becomes a comment that begins"
                    + " with \"not carried over:\"; passwords and other secrets become variables of the environment."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck convert mstream-config.toml -o pipelines.toml"})
final class ConvertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the configuration, such as mstream-config.toml")
    private Path file = Path.of("");

    @Option(names = "-o", paramLabel = "FILE", description = "the pipeline file to make; else it is printed")
    private Optional<Path> target = Optional.empty();

    @Option(names = "--overwrite", description = "replace files that are there")
    private boolean overwrite;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        Converted converted;
        try {
            converted = MstreamConversion.convert(file, Extensions.load());
        } catch (ForeignFileException e) {
            if (json) {
                Json.print(mistakes(e.mistakes()));
            } else {
                Problems.print(e.mistakes());
            }
            return ExitCode.WRONG_USE;
        }
        if (target.isPresent()) {
            write(converted.text(), target.get());
        }
        if (json) {
            Json.print(object(converted));
        } else if (target.isPresent()) {
            tell(converted, target.get());
        } else {
            Screen.line(converted.text().stripTrailing());
        }
        return ExitCode.DONE;
    }

    private void write(String text, Path path) throws IOException, WrongUseException {
        if (Files.exists(path) && Files.exists(file) && Files.isSameFile(path, file)) {
            throw new WrongUseException(path + " is what is converted; name another file with -o");
        }
        if (!overwrite && Files.exists(path)) {
            throw new WrongUseException(path + " is there already; --overwrite replaces it");
        }
        try (PendingTarget pending = PendingTarget.replace(path)) {
            Files.writeString(pending.path(), text);
            pending.commit();
        }
    }

    private static void tell(Converted converted, Path target) {
        Screen.line(Screen.green("✓") + " " + Format.path(target) + " has "
                + Format.count(converted.pipelines().size(), "pipeline") + ": "
                + String.join(", ", converted.pipelines()));
        if (!converted.variables().isEmpty()) {
            Screen.line("  set        " + String.join(", ", converted.variables()));
        }
        if (!converted.notes().isEmpty()) {
            Screen.line("  look at    " + Format.count(converted.notes().size(), "comment")
                    + " on what is not carried over");
        }
        Screen.line("  check it   ./tapedeck check " + Shell.quote(Format.path(target)));
    }

    private static ObjectNode mistakes(List<Mistake> mistakes) {
        ArrayNode found = Json.array();
        mistakes.forEach(mistake -> found.add(Json.object()
                .put("file", mistake.file().toString())
                .put("line", mistake.line())
                .put("column", mistake.column())
                .put("message", mistake.message())));
        return Json.object().set("mistakes", found);
    }

    private ObjectNode object(Converted converted) {
        ObjectNode node = Json.object();
        ArrayNode notes = Json.array();
        converted
                .notes()
                .forEach(note -> notes.add(Json.object()
                        .put("line", note.line())
                        .put("key", note.key())
                        .put("reason", note.reason())));
        node.set("pipelines", list(converted.pipelines()));
        node.set("disabled", list(converted.disabled()));
        node.set("variables", list(converted.variables()));
        node.set("not_carried_over", notes);
        node.set("written", list(target.stream().map(Path::toString).toList()));
        return node.put("text", converted.text());
    }

    private static ArrayNode list(List<String> texts) {
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        return list;
    }
}
