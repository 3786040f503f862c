package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tapedeck.log.LogSplitter;
import io.tapedeck.log.SplitRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Splits a log. */
@Command(
        name = "split",
        description = {
            "Splits the messages of a log into stream files in a folder. Of a run's log it takes the inputs only.",
            "Files are named after the stream (orders.tape), the shard (orders@3.tape), the day of event time in UTC"
                    + " (2026-11-20.tape), or numbered (part-000001.tape)."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log split orders.tape --out parts --by size=64MiB"})
final class LogSplitCommand implements Callable<Integer> {
    private static final int SHOWN_MAX = 20;

    @Parameters(paramLabel = "SOURCE", description = "a segment, a stream file, or a folder of segments")
    private Path source = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder, empty or new")
    private Path folder = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "RULE",
            required = true,
            description = "stream, shard, day, size=BYTES (a file is full with the message that reaches this size), or"
                    + " count=N")
    private String rule = "";

    @Option(names = "--allow-loss", description = "exit with 0 though messages of the source are lost")
    private boolean allowLoss;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        SplitRule parsed = parse(rule);
        Path log = PackedRuns.log(source);
        SourcesAndTargets.checkLog(log);
        SourcesAndTargets.checkApart(source, folder);
        LogSplitter.Report report;
        try (PendingTarget pending = PendingTarget.createFolder(folder)) {
            report = LogSplitter.split(log, pending.path(), parsed, new BytesProgress("splitting"));
            pending.commit();
        }
        Screen.endProgress();
        if (json) {
            printJson(report);
        } else {
            print(report);
        }
        return report.complete() || allowLoss ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private static SplitRule parse(String text) throws WrongUseException {
        return switch (text) {
            case "stream" -> new SplitRule.ByStream();
            case "shard" -> new SplitRule.ByShard();
            case "day" -> new SplitRule.ByDay();
            case String size
            when size.startsWith("size=") ->
                new SplitRule.BySize(positive(Quantities.bytes(size.substring("size=".length())), text));
            case String count
            when count.startsWith("count=") ->
                new SplitRule.ByCount(positive(Quantities.bytes(count.substring("count=".length())), text));
            default -> throw unknown(text);
        };
    }

    private static long positive(long number, String text) throws WrongUseException {
        if (number < 1) {
            throw unknown(text);
        }
        return number;
    }

    private static WrongUseException unknown(String text) {
        return new WrongUseException("--by " + text + ": it would be stream, shard, day, size=64MiB or count=100000");
    }

    private void printJson(LogSplitter.Report report) {
        ArrayNode files = Json.array();
        report.parts()
                .forEach(part -> files.add(Json.object()
                        .put("file", folder.resolve(part.file().getFileName()).toString())
                        .put("messages", part.messages())));
        Json.print(Json.object()
                .put("source", source.toString())
                .put("target", folder.toString())
                .put("messages", report.messages())
                .put("messages_lost", report.messagesLost())
                .put("complete", report.complete())
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("damage", Damages.json(report.damages()))
                .set("files", files));
    }

    private void print(LogSplitter.Report report) {
        Screen.line((report.complete() ? Screen.green("✓") : Screen.red("✗")) + " "
                + Format.count(report.messages(), "message") + " in "
                + Format.count(report.parts().size(), "file") + " in " + Format.path(folder)
                + (report.messagesLost() > 0
                        ? "; " + Format.count(report.messagesLost(), "message") + " lost in the source"
                        : ""));
        report.parts().stream()
                .limit(SHOWN_MAX)
                .forEach(part -> Screen.line("  " + part.file().getFileName() + "  " + Format.number(part.messages())));
        if (report.parts().size() > SHOWN_MAX) {
            Screen.line("  and " + Format.number(report.parts().size() - SHOWN_MAX) + " more; --json tells all");
        }
        Damages.warn(report.damages());
    }
}
