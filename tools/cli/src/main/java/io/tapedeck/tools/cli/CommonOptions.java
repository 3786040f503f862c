package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStart;
import io.tapedeck.controller.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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

    private Optional<String> packed = Optional.empty();

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

    /** The run of a name, which may be a packed run's file. */
    RunFolder find(String run) throws RunNotFoundException, IOException {
        Optional<Path> unpacked = PackedRuns.open(Path.of(run));
        if (unpacked.isEmpty()) {
            return store().find(run);
        }
        packed = Optional.of(run);
        RunFolder folder = new RunFolder(unpacked.get());
        if (folder.logs().isEmpty()) {
            throw new IOException("there is no run at " + run);
        }
        return folder;
    }

    /** A run as people name it in a command, with what else they have to repeat. */
    String runArgument(RunStart start) {
        return packed.map(Shell::quote).orElse(start.id()) + dataArgument();
    }

    /** What to add to a command for people to repeat. */
    String dataArgument() {
        return data.equals(DATA_DEFAULT) ? "" : " --data " + Shell.quote(data.toString());
    }
}
