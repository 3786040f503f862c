package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RunDetails;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunParent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs. */
@Command(
        name = "runs",
        description = {
            "Lists the recorded runs, oldest first. One that is \"waiting\" waits for a server that is away.",
            "runs pack makes of one a file to copy to another machine."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[pack]")
final class RunsCommand implements Callable<Integer> {
    private static final int WAITING_INDENT = 10;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        List<RunDetails> runs = common.controller(Extensions.load()).runs();
        for (RunFolder folder : common.store().unreadable()) {
            Screen.warn("the start of " + Format.path(folder.path()) + " cannot be read; ./tapedeck log verify "
                    + Shell.quote(Format.path(folder.log())) + " tells why");
        }
        if (common.json()) {
            runs.forEach(RunsCommand::printJson);
        } else if (runs.isEmpty()) {
            Screen.line("no runs yet; ./tapedeck run FILE makes one");
        } else {
            print(runs);
        }
        return ExitCode.DONE;
    }

    private static void printJson(RunDetails run) {
        ObjectNode node = Json.summary(run.summary());
        node.put("started", run.started().toString()).put("log_bytes", run.logBytes());
        node.put("waiting_since", run.waitingSince().map(Format::time).orElse(null));
        run.parent()
                .ifPresentOrElse(
                        parent -> node.set(
                                "parent",
                                Json.object()
                                        .put("run", parent.id())
                                        .put("kind", parent.kind().word())
                                        .put("ordinal", parent.ordinal())),
                        () -> node.putNull("parent"));
        Json.print(node);
    }

    private static void print(List<RunDetails> runs) {
        int width = runs.stream()
                .mapToInt(run -> run.summary().pipeline().length())
                .max()
                .orElse(8);
        width = Math.max(width, "pipeline".length());
        Screen.line(Screen.dim(row(width, "run", "pipeline", "started", "state", "inputs", "outputs", "log")));
        for (RunDetails run : runs) {
            Screen.line(row(
                            width,
                            run.summary().run(),
                            run.summary().pipeline(),
                            Format.time(run.started()),
                            run.waitingSince().isPresent()
                                    ? "waiting"
                                    : run.summary().state().word(),
                            Format.number(run.summary().inputs()),
                            Format.number(run.summary().outputs()),
                            Format.bytes(run.logBytes()))
                    + run.parent().map(RunsCommand::made).orElse(""));
            run.waitingSince().ifPresent(since -> waiting(run, since).forEach(Screen::line));
        }
    }

    private static List<String> waiting(RunDetails run, Instant since) {
        String reason = run.summary()
                .failure()
                .map(Failure::error)
                .orElse("a server is away, and was when the run was started");
        return Wrapping.lines(
                " ".repeat(WAITING_INDENT) + "since " + Format.time(since) + ", and tries again: ",
                reason,
                WAITING_INDENT);
    }

    /** How a run was made of another one. */
    private static String made(RunParent parent) {
        return switch (parent.kind()) {
            case SHRUNK -> "  shrunk from " + parent.id();
            case REDACTED -> "  redacted from " + parent.id();
            case REWOUND -> "  " + parent.id() + " rewound to #" + parent.ordinal();
        };
    }

    private static String row(
            int width, String run, String pipeline, String started, String state, String in, String out, String log) {
        return String.format(
                Locale.ROOT,
                "%-8s  %-" + width + "s  %-24s  %-11s  %12s  %12s  %9s",
                run,
                pipeline,
                started,
                state,
                in,
                out,
                log);
    }
}
