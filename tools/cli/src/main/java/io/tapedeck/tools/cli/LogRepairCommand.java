package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogRepairer;
import io.tapedeck.log.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what is intact of a damaged log to a new one. */
@Command(
        name = "repair",
        description = {
            "Writes every intact record of a log to a new log, and says what could not be saved. The log itself is"
                    + " not touched; the new one is verified before it gets its name.",
            "Exits with 3 where messages are lost, with 0 where none is."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log repair 000000.tape --out repaired.tape"})
final class LogRepairCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "a segment, a stream file, or a folder of segments")
    private Path source = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "TARGET",
            description = "the new log, one file where its name ends in .tape, else a folder; by default"
                    + " NAME.repaired.tape or NAME.repaired beside the source")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--allow-loss", description = "exit with 0 though messages are lost")
    private boolean allowLoss;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        Path log = PackedRuns.log(source);
        SourcesAndTargets.checkLog(log);
        Path target = out.orElseGet(() -> RepairTarget.of(source));
        SourcesAndTargets.checkApart(source, target);
        LogRepairer.Report report;
        try (PendingTarget pending = PendingTarget.create(target)) {
            report = LogRepairer.repair(log, pending.path(), new BytesProgress("repairing"));
            verify(pending.path());
            pending.commit();
        }
        Screen.endProgress();
        if (json) {
            Json.print(object(target, report));
        } else {
            print(target, report);
        }
        return report.complete() || allowLoss ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private static void verify(Path repaired) throws IOException {
        LogVerifier.Report found = LogVerifier.verify(repaired, new BytesProgress("verifying"));
        if (!found.intact()) {
            throw new IOException("what was written does not read back as it should ("
                    + found.damages().getFirst().kind().words() + " at offset "
                    + found.damages().getFirst().offset() + "); it was removed, and the source is as it was");
        }
    }

    private ObjectNode object(Path target, LogRepairer.Report report) {
        ObjectNode node = Json.object()
                .put("source", source.toString())
                .put("target", target.toString())
                .put("id", report.logId().toString())
                .put("records", report.records())
                .put("messages", report.messages())
                .put("messages_lost", report.messagesLost())
                .put("complete", report.complete());
        return node.set("damage", Damages.json(report.damages()));
    }

    private void print(Path target, LogRepairer.Report report) {
        String saved = Format.count(report.records(), "record") + ", "
                + Format.count(report.messages(), "message") + " of them, saved in " + Format.path(target)
                + ", which is intact";
        if (report.complete()) {
            Screen.line(Screen.green("✓") + " nothing of " + Format.path(source) + " is lost: " + saved);
        } else {
            String lost = report.messagesLost() > 0 ? Format.count(report.messagesLost(), "message") : "something";
            Screen.line(Screen.red("✗") + " " + lost + " of " + Format.path(source) + " could not be saved");
            Screen.line("  " + saved);
        }
        report.damages()
                .forEach(found -> Screen.line(Damages.line(
                        Format.path(found.file()) + " ",
                        found.damage().offset(),
                        found.damage().length(),
                        found.damage().kind().words(),
                        found.damage().lost())));
    }
}
