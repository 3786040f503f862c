package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.Rewound;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a pipeline back to an earlier place. */
@Command(
        name = "rewind",
        description = {
            "Takes a stopped pipeline back to an earlier place: makes a run that begins as its newest one did, up to an input,"
                    + " with the state as it was there. Run again, the pipeline goes on with that run, with today's code: it"
                    + " is fed the recorded inputs behind that place again, in their order, and then what the source has.",
            "The run that it was made of stays as it is."
        },
        footer = {
            "",
            "A position is '#123' (that input is kept; '#0' keeps none), stream/shard@sequence, or a feed time (what was fed",
            "before it is kept).",
            "  ./tapedeck rewind quakes.toml --to '#705' --dry-run"
        },
        mixinStandardHelpOptions = true)
final class RewindCommand implements Callable<Integer> {
    /** What the sinks get again. */
    enum Emit {
        MISSING,
        ALL
    }

    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(names = "--to", required = true, paramLabel = "POSITION", description = "the last input to keep")
    private String to = "";

    @Option(
            names = "--emit",
            paramLabel = "WHICH",
            description = {
                "missing (the default): of what is made again, the sinks get only what they do not hold yet;",
                "all: they get everything again, as effects of another run"
            })
    private Emit emit = Emit.MISSING;

    @Option(names = "--dry-run", description = "say what would be kept and fed again, and do nothing")
    private boolean dryRun;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, MistakesException, WrongUseException, StepLoadException, DivergenceException {
        Extensions extensions = Extensions.load();
        PipelineDefinition definition = pipeline.one(extensions);
        RunPosition position = LogPlaces.parse(to);
        Controller controller = common.controller(extensions);
        ReplayProgress progress = new ReplayProgress("rewinding");
        Rewound rewound;
        try {
            rewound = controller.rewind(definition, position, emit == Emit.ALL, dryRun, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        } finally {
            progress.end();
        }
        if (common.json()) {
            Json.print(json(definition, rewound));
        } else {
            print(definition, rewound);
        }
        return ExitCode.DONE;
    }

    private ObjectNode json(PipelineDefinition definition, Rewound rewound) {
        ObjectNode node = Json.object();
        rewound.made().ifPresentOrElse(made -> node.put("run", made.id()), () -> node.putNull("run"));
        node.put("parent", rewound.parent().id())
                .put("pipeline", definition.name())
                .put("emit", emit.name().toLowerCase(Locale.ROOT));
        ArrayNode tasks = Json.array();
        for (Rewound.Part part : rewound.parts()) {
            tasks.add(Json.putTask(Json.object(), part.start().taskNumber())
                    .put("kept", part.kept())
                    .put("fed_again", part.last() - part.kept()));
        }
        node.set("tasks", tasks);
        return node;
    }

    private void print(PipelineDefinition definition, Rewound rewound) {
        Screen.line(rewound.made()
                .map(made -> Screen.green("✓") + " run " + Screen.bold(made.id()) + " of " + definition.name()
                        + ", made of run " + rewound.parent().id())
                .orElse("run " + rewound.parent().id() + " of " + definition.name()
                        + " would be rewound; nothing was done"));
        for (Rewound.Part part : rewound.parts()) {
            String kept = part.kept() == 0
                    ? "keeps no input"
                    : "keeps " + part.start().position(1) + " … " + part.start().position(part.kept());
            String again = part.last() == part.kept()
                    ? "none is fed again"
                    : Format.count(part.last() - part.kept(), "input") + " fed again, "
                            + part.start().position(part.kept() + 1) + " … "
                            + part.start().position(part.last());
            Screen.line("  " + kept + "; " + again);
        }
        Screen.line("  then what " + definition.from().url() + " has behind them");
        Screen.line("  " + definition.to().url()
                + (emit == Emit.ALL
                        ? " gets everything again that is made of them"
                        : " gets what it does not hold yet"));
        if (rewound.made().isPresent()) {
            Screen.line("");
            Screen.line("  go on       ./tapedeck run " + pipeline.words() + common.dataArgument());
        }
    }
}
