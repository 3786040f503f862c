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

/** Shows messages that a run passed over, whole. */
@Command(
        name = "show",
        description = {
            "Shows messages that a run passed over: key, headers, content, and each failure with its place in the code.",
            "With --json an object a line, with the content's bytes as they came (base64) too."
        },
        mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {
    @Mixin
    private DlqSelection selection = new DlqSelection();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, WrongUseException, RunNotFoundException, ConnectorException {
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = selection.find(common);
        long found = selection.visit(
                controller,
                folder,
                true,
                common.json() ? each -> Json.print(DlqReport.jsonWhole(each)) : DlqReport::print);
        if (found > 0) {
            return ExitCode.DONE;
        }
        Screen.warn(Screen.red("✗") + " run "
                + common.runArgument(folder.tasks().getFirst().start()) + " passed over nothing"
                + (selection.isAll() ? "" : " of that; ./tapedeck dlq ls shows what it did"));
        return ExitCode.FAILED;
    }
}
