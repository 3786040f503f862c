package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.PassedOver;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run, and which of the messages that it passed over. */
final class DlqSelection {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "an id, a prefix of one, a run's folder, a packed run, or latest, which is the default")
    private String run = "latest";

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description =
                    "only this one, such as '#52' or orders/0@52, or all that were fed from a time on; may come again")
    private List<String> at = new ArrayList<>();

    @Option(names = "--step", paramLabel = "ID", description = "only those that failed in this step")
    private Optional<String> step = Optional.empty();

    @Option(
            names = "--error",
            paramLabel = "TEXT",
            description = "only those with this text in the line that names the cause")
    private Optional<String> error = Optional.empty();

    RunFolder find(CommonOptions common) throws RunNotFoundException, IOException {
        return common.find(run);
    }

    /**
     * Gives those that are meant.
     *
     * @param whole whether their content is needed
     * @return how many they are
     */
    long visit(Controller controller, RunFolder folder, boolean whole, PassedOver.Visitor visitor)
            throws IOException, WrongUseException, ConnectorException {
        List<RunPosition> positions = new ArrayList<>();
        for (String text : at) {
            positions.add(LogPlaces.parse(text));
        }
        AtomicLong found = new AtomicLong();
        controller.passedOver(folder, whole, each -> {
            if (isMeant(each, positions)) {
                found.incrementAndGet();
                visitor.visit(each);
            }
        });
        return found.get();
    }

    private boolean isMeant(PassedOver each, List<RunPosition> positions) {
        return (positions.isEmpty() || positions.stream().anyMatch(each::isAt))
                && each.failures().stream().anyMatch(this::isMeant);
    }

    private boolean isMeant(Failure failure) {
        return step.map(failure.step()::equals).orElse(true)
                && error.map(failure.error()::contains).orElse(true);
    }

    /** What is meant, in words that are the same for the same. */
    String text() {
        return "at " + at.stream().sorted().toList() + " step " + step + " error " + error;
    }

    /** Whether all that were passed over are meant. */
    boolean isAll() {
        return at.isEmpty() && step.isEmpty() && error.isEmpty();
    }
}
