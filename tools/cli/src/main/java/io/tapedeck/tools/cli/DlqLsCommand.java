package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the messages that a run passed over. */
@Command(
        name = "ls",
        description = "Lists the messages that a run passed over, a line each, with the step and the cause.",
        mixinStandardHelpOptions = true)
final class DlqLsCommand implements Callable<Integer> {
    @Mixin
    private DlqSelection selection = new DlqSelection();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, WrongUseException, RunNotFoundException, ConnectorException {
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = selection.find(common);
        long found = selection.visit(
                controller, folder, false, common.json() ? each -> Json.print(DlqReport.json(each)) : DlqReport::line);
        if (!common.json()) {
            String run = common.runArgument(folder.tasks().getFirst().start());
            Screen.warn(
                    found == 0
                            ? "run " + run
                                    + (selection.isAll() ? " passed over nothing" : " passed over nothing of that")
                            : Format.count(found, "message") + "; all of one: ./tapedeck dlq show " + run
                                    + " --at POSITION");
        }
        return ExitCode.DONE;
    }
}
