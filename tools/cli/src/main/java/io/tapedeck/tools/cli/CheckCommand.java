package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Mistake;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.Recording;
import io.tapedeck.controller.StepDefinition;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.runtime.Locality;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a pipeline file, loads its code, and says what is promised. */
@Command(
        name = "check",
        description = {
            "Reports every mistake of a pipeline file at once, each with line and column.",
            "Where there is none, says what every edge promises: once, or at least once; and zone and locale of the",
            "processors where the pipeline sets them (otherwise UTC and root, whatever the machine's are).",
            "With --determinism it feeds recorded inputs to today's code, then does the same in another process and with",
            "the code loaded anew before each input, and exits with 4 where outputs or state differ."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--determinism", description = "also run the code again over inputs of the newest run")
    private boolean determinism;

    @Option(names = "--sample", paramLabel = "N", description = "how many inputs, the first ones; 50 by default")
    private long sample = 50;

    @Override
    public Integer call() throws IOException, WrongUseException, StepLoadException, InterruptedException {
        if (sample < 1) {
            throw new WrongUseException("--sample " + sample + ": at least one input is needed");
        }
        Extensions extensions = Extensions.load();
        try {
            List<PipelineDefinition> pipelines = pipeline.checked(extensions);
            return determinism ? checkAgain(extensions, pipelines) : told(extensions, pipelines);
        } catch (MistakesException e) {
            if (common.json()) {
                Json.print(object(extensions, List.of(), e.mistakes()));
            } else {
                Problems.print(e.mistakes());
            }
            return ExitCode.WRONG_USE;
        }
    }

    private int told(Extensions extensions, List<PipelineDefinition> pipelines) {
        if (common.json()) {
            Json.print(object(extensions, pipelines, List.of()));
        } else {
            pipelines.forEach(definition -> print(extensions, definition));
        }
        return ExitCode.DONE;
    }

    private int checkAgain(Extensions extensions, List<PipelineDefinition> pipelines)
            throws IOException, WrongUseException, StepLoadException, InterruptedException {
        DeterminismCheck check = new DeterminismCheck(common.controller(extensions), sample);
        ObjectNode node = object(extensions, pipelines, List.of());
        ObjectNode results = node.putObject("determinism");
        boolean same = true;
        for (PipelineDefinition definition : pipelines) {
            Optional<DeterminismCheck.Result> result = check.check(definition);
            same &= result.isEmpty() || result.get().same();
            results.set(
                    definition.name(),
                    result.<JsonNode>map(DeterminismCheck.Result::json)
                            .orElse(Json.object().nullNode()));
            if (!common.json()) {
                print(extensions, definition);
                result.ifPresentOrElse(
                        found -> DeterminismCheck.print(found, indent(definition)),
                        () -> Screen.line(indent(definition)
                                + "determinism  no run is recorded yet, so nothing was tried; " + "./tapedeck run "
                                + Shell.quote(Format.path(pipeline.file())) + " makes one"));
            }
        }
        if (common.json()) {
            Json.print(node);
        }
        return same ? ExitCode.DONE : ExitCode.DIFFERS;
    }

    private static String indent(PipelineDefinition definition) {
        return " ".repeat(width(definition));
    }

    private static int width(PipelineDefinition definition) {
        return Math.max(8, definition.name().length() + 1);
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
                .put("out", out(extensions, definition).level().words())
                .put("zone", definition.locality().zone().getId())
                .put("locale", Locality.tagOf(definition.locality().locale()))
                .put("record", definition.recording().word())
                .set("services", services(definition))));
        ObjectNode node = Json.object();
        node.set("mistakes", found);
        return node.set("pipelines", checked);
    }

    private static ArrayNode services(PipelineDefinition definition) {
        ArrayNode services = Json.array();
        definition
                .services()
                .forEach(service -> services.add(Json.object()
                        .put("name", service.name())
                        .put("kind", service.kind())
                        .put("address", service.address())));
        return services;
    }

    private static boolean isBuiltIn(StepDefinition step) {
        return step.code().language().equals("builtin");
    }

    private static String writtenIn(StepDefinition step) {
        String language = step.code().language();
        return isBuiltIn(step) ? "built in" : Character.toUpperCase(language.charAt(0)) + language.substring(1);
    }

    private static void print(Extensions extensions, PipelineDefinition definition) {
        StringBuilder route = new StringBuilder(definition.from().url().toString());
        for (StepDefinition step : definition.steps()) {
            route.append(" → ")
                    .append(step.id())
                    .append(" (")
                    .append(writtenIn(step))
                    .append(')');
        }
        int width = width(definition);
        String indent = indent(definition);
        Screen.line(Screen.bold(definition.name())
                + " ".repeat(width - definition.name().length()) + route + " → "
                + definition.to().url());
        Screen.line(indent + "in   " + words(in(extensions, definition)));
        Screen.line(indent + "out  " + words(out(extensions, definition)));
        if (definition.recording() == Recording.RANGES) {
            Screen.line(
                    indent + "record  ranges  (no payloads, a digest each: resume, replay, verify and inspect need the "
                            + "source, as it was)");
        }
        definition
                .deadLetter()
                .ifPresent(letters -> Screen.line(indent + "dead letters  " + letters.url() + "  "
                        + words(provider(extensions, letters.url().scheme())
                                .sinkGuarantee(letters, definition.durability()))));
        for (ServiceDefinition service : definition.services()) {
            Screen.line(indent + "asks " + service.name() + "  " + service.address()
                    + "  at least once, with id  (each answer is recorded; a replay asks nobody)");
        }
        if (!definition.locality().equals(Locality.DEFAULT)) {
            Screen.line(indent + "zone " + definition.locality().zone() + ", locale "
                    + Locality.tagOf(definition.locality().locale())
                    + "  (what processors see; recorded with the run)");
        }
        for (StepDefinition step : definition.steps()) {
            if (!isBuiltIn(step)) {
                Screen.line(indent + "guard  nothing refused in " + files(step)
                        + "; clock, random numbers, hashes and order are the run's");
            }
            Screen.line(
                    indent + step.id() + "  loaded; on error " + step.onError().word() + ", a call may take "
                            + step.timeout().toMillis() / 1000.0 + " s");
        }
    }

    /** The files that the guard looked at. */
    private static String files(StepDefinition step) {
        int others = step.code().files().size() - 1;
        return step.code().entry()
                + (others > 0 ? " and " + others + (others == 1 ? " other file" : " other files") : "");
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
