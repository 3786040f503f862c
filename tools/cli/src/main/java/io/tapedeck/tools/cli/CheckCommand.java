package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Mistake;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.StepDefinition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a pipeline file, loads its code, and says what is promised. */
@Command(
        name = "check",
        description = {
            "Reports every mistake of a pipeline file at once, each with line and column.",
            "Where there is none, says what every edge promises: once, or at least once."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Extensions extensions = Extensions.load();
        try {
            List<PipelineDefinition> pipelines = pipeline.checked(extensions);
            if (json) {
                Json.print(object(extensions, pipelines, List.of()));
            } else {
                pipelines.forEach(definition -> print(extensions, definition));
            }
            return ExitCode.DONE;
        } catch (MistakesException e) {
            if (json) {
                Json.print(object(extensions, List.of(), e.mistakes()));
            } else {
                Problems.print(e.mistakes());
            }
            return ExitCode.WRONG_USE;
        }
    }

    private static ObjectNode object(
            Extensions extensions, List<PipelineDefinition> pipelines, List<Mistake> mistakes) {
        ArrayNode found = Json.array();
        mistakes.forEach(mistake -> found.add(Json.object()
                .put("file", mistake.file().toString())
                .put("line", mistake.line())
                .put("column", mistake.column())
                .put("message", mistake.message())));
        ArrayNode checked = Json.array();
        pipelines.forEach(definition -> checked.add(Json.object()
                .put("pipeline", definition.name())
                .put("from", definition.from().url().toString())
                .put("to", definition.to().url().toString())
                .put("in", in(extensions, definition).level().words())
                .put("out", out(extensions, definition).level().words())));
        ObjectNode node = Json.object();
        node.set("mistakes", found);
        return node.set("pipelines", checked);
    }

    private static void print(Extensions extensions, PipelineDefinition definition) {
        StringBuilder route = new StringBuilder(definition.from().url().toString());
        for (StepDefinition step : definition.steps()) {
            String language = step.code().language();
            route.append(" → ").append(step.id()).append(" (").append(Character.toUpperCase(language.charAt(0)));
            route.append(language.substring(1)).append(')');
        }
        int width = Math.max(8, definition.name().length() + 1);
        String indent = " ".repeat(width);
        Screen.line(Screen.bold(definition.name())
                + " ".repeat(width - definition.name().length()) + route + " → "
                + definition.to().url());
        Screen.line(indent + "in   " + words(in(extensions, definition)));
        Screen.line(indent + "out  " + words(out(extensions, definition)));
        definition
                .deadLetter()
                .ifPresent(letters -> Screen.line(indent + "dead letters  " + letters.url() + "  "
                        + words(provider(extensions, letters.url().scheme())
                                .sinkGuarantee(letters, definition.durability()))));
        for (StepDefinition step : definition.steps()) {
            Screen.line(
                    indent + step.id() + "  loaded; on error " + step.onError().word() + ", a call may take "
                            + step.timeout().toMillis() / 1000.0 + " s");
        }
    }

    private static String words(Guarantee guarantee) {
        return guarantee.level().words() + "  (" + guarantee.condition() + ")";
    }

    private static Guarantee in(Extensions extensions, PipelineDefinition definition) {
        return provider(extensions, definition.from().url().scheme()).sourceGuarantee(definition.from());
    }

    private static Guarantee out(Extensions extensions, PipelineDefinition definition) {
        return provider(extensions, definition.to().url().scheme())
                .sinkGuarantee(definition.to(), definition.durability());
    }

    private static ConnectorProvider provider(Extensions extensions, String scheme) {
        return extensions.connector(scheme).orElseThrow();
    }
}
