package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.PassedOver;
import io.tapedeck.controller.Redriving;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStart;
import io.tapedeck.log.Durability;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends messages that a run passed over to a stream. */
@Command(
        name = "redrive",
        description = {
            "Sends messages that a run passed over to a stream: where they came from, or another that a pipeline reads.",
            "They go as they came, with key and headers. The same again to a sink that can hold each effect once sends"
                    + " nothing twice; ./tapedeck check of a pipeline says which do. Exit code 3 where the sink could not"
                    + " hold one."
        },
        mixinStandardHelpOptions = true)
final class DlqRedriveCommand implements Callable<Integer> {
    @Mixin
    private DlqSelection selection = new DlqSelection();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "where to, such as kafka://localhost/orders or file://again.ndjson")
    private String to = "";

    @Option(
            names = "--to-option",
            paramLabel = "NAME=VALUE",
            description = "an option of the stream, as a pipeline's table has it; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--dry-run", description = "say what would be sent, and send nothing")
    private boolean dryRun;

    @Option(names = "--overwrite", description = "replace what the stream holds, where it is a file of others' outputs")
    private boolean overwrite;

    @Mixin
    private CommonOptions common = new CommonOptions();

    private long found;
    private long refused;

    @Override
    public Integer call() throws IOException, WrongUseException, RunNotFoundException, ConnectorException {
        Extensions extensions = Extensions.load();
        Controller controller = common.controller(extensions);
        RunFolder folder = selection.find(common);
        StreamEndpoint target = StreamEndpoint.sink(extensions, to, options);
        boolean raw = target.has("encode") && !target.isSet("encode");
        if (raw) {
            target.setDefault("encode", "bytes");
        }
        if (dryRun) {
            found = selection.visit(controller, folder, false, common.json() ? each -> {} : DlqReport::line);
            report(0, "would go to");
            return ExitCode.DONE;
        }
        target.takeStandardOutput(common.json());
        RunStart start = folder.tasks().getFirst().start();
        SinkContext context =
                new SinkContext(Redriving.lineage(start, selection.text()), start.id(), 0, overwrite, Durability.FSYNC);
        try (Sink sink = target.openSink(context)) {
            Redriving redriving = new Redriving(sink, raw);
            found = selection.visit(controller, folder, true, each -> send(redriving, each));
            redriving.end();
            report(redriving.sent(), "sent to");
        }
        return refused == 0 ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private void send(Redriving redriving, PassedOver each) throws ConnectorException {
        try {
            redriving.send(each);
        } catch (EncodingException e) {
            refused++;
            Screen.warn("left out " + each.position() + ": " + e.getMessage());
        }
    }

    private void report(long sent, String verb) {
        long already = dryRun ? 0 : found - refused - sent;
        if (common.json()) {
            Json.print(Json.object()
                    .put("messages", found)
                    .put("sent", sent)
                    .put("already_there", already)
                    .put("left_out", refused));
            return;
        }
        Screen.line(Screen.green("✓") + " " + Format.count(dryRun ? found : sent, "message") + " " + verb + " " + to
                + (already > 0 ? " · " + Format.number(already) + " it had already" : "")
                + (refused > 0 ? " · " + Format.number(refused) + " left out" : ""));
    }
}
