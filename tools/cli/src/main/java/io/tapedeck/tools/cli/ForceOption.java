package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Fingerprint;
import io.tapedeck.controller.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whether a run is replayed though it was recorded on another environment, and what is said of it then. */
final class ForceOption {
    @Option(names = "--force", description = "replay though the run was recorded with another Tapedeck, JDK or GraalPy")
    private boolean force;

    private List<Fingerprint.Difference> mismatches = List.of();

    /** Refuses a run that was recorded on something else, unless that is wanted. */
    void check(Controller controller, RunFolder run) throws IOException, EnvironmentMismatchException {
        mismatches = controller.environment(run).mismatches();
        if (!mismatches.isEmpty() && !force) {
            throw new EnvironmentMismatchException("run " + run.start().id() + " was recorded on another environment ("
                    + mismatches.stream().map(Fingerprint.Difference::toString).collect(Collectors.joining(", "))
                    + "), so a replay may differ for that alone; --force replays it all the same");
        }
    }

    /** Says in a result that it was forced, if it was. */
    ObjectNode tell(ObjectNode result) {
        if (!mismatches.isEmpty()) {
            result.set("forced", json(mismatches));
        }
        return result;
    }

    /** The same on the screen. */
    void print() {
        mismatches.forEach(mismatch -> Screen.line("  forced, on another environment: " + mismatch));
    }

    static ArrayNode json(List<Fingerprint.Difference> differences) {
        ArrayNode all = Json.array();
        differences.forEach(difference -> {
            ObjectNode entry = Json.object().put("name", difference.name());
            entry.set("recorded", Json.node(difference.recorded()));
            entry.set("here", Json.node(difference.here()));
            all.add(entry);
        });
        return all;
    }
}
