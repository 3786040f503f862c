package io.tapedeck.tools.cli;

import io.tapedeck.log.LogMerger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges logs. */
@Command(
        name = "merge",
        description = {
            "Merges the messages of several logs into one stream file, in the order of their feed times; of equal"
                    + " ones the log that is named first goes first. Of runs' logs it takes the inputs only.",
            "Messages of one shard whose sequences are taken or go back are refused (exit 3)."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log merge monday.tape tuesday.tape --out both.tape"})
final class LogMergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "stream files, segments, folders of segments")
    private List<Path> sources = List.of();

    @Option(names = "--out", paramLabel = "TARGET", required = true, description = "the stream file, NAME.tape")
    private Path target = Path.of("");

    @Option(
            names = "--allow-loss",
            description = "leave out messages whose sequence does not ascend, and exit with 0 though something is lost")
    private boolean allowLoss;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        List<Path> logs = new ArrayList<>();
        for (Path source : sources) {
            Path log = PackedRuns.log(source);
            SourcesAndTargets.checkLog(log);
            SourcesAndTargets.checkApart(source, target);
            logs.add(log);
        }
        SourcesAndTargets.checkDistinct(sources);
        LogMerger.Report report;
        try (PendingTarget pending = PendingTarget.create(target)) {
            report = LogMerger.merge(logs, pending.path(), allowLoss, new BytesProgress("merging"));
            pending.commit();
        }
        Screen.endProgress();
        if (json) {
            Json.print(Json.object()
                    .put("target", target.toString())
                    .put("sources", sources.size())
                    .put("messages", report.messages())
                    .put("dropped", report.dropped())
                    .put("messages_lost", report.messagesLost())
                    .put("complete", report.complete())
                    .set("damage", Damages.json(report.damages())));
        } else {
            print(report);
        }
        return report.complete() || allowLoss ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private void print(LogMerger.Report report) {
        Screen.line((report.complete() ? Screen.green("✓") : Screen.red("✗")) + " "
                + Format.count(report.messages(), "message") + " of " + Format.count(sources.size(), "log") + " in "
                + Format.path(target)
                + (report.dropped() > 0
                        ? "; " + Format.number(report.dropped()) + " left out, as their sequences did not ascend"
                        : "")
                + (report.messagesLost() > 0
                        ? "; " + Format.count(report.messagesLost(), "message") + " lost in the sources"
                        : ""));
        Damages.warn(report.damages());
    }
}
