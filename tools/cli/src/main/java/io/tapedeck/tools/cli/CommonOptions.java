package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that most commands have. */
final class CommonOptions {
    private static final Path DATA_DEFAULT = Path.of(".tapedeck");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the runs are kept; .tapedeck in the working folder by default")
    private Path data = DATA_DEFAULT;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    boolean json() {
        return json;
    }

    Path data() {
        return data;
    }

    RunStore store() {
        return new RunStore(data);
    }

    Controller controller(Extensions extensions) {
        return new Controller(store(), extensions);
    }

    RunFolder find(String run) throws RunNotFoundException, IOException {
        return store().find(run);
    }

    /** What to add to a command for people to repeat. */
    String dataArgument() {
        return data.equals(DATA_DEFAULT) ? "" : " --data " + Shell.quote(data.toString());
    }
}
