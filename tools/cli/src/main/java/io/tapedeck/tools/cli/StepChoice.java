package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunStart;
import java.util.List;

/** Which step's state is meant, where a run may have several. */
final class StepChoice {
    private StepChoice() {}

    /**
     * The step that is named, or, where none is, the first; empty where the run has none.
     *
     * @throws WrongUseException where the run has no step of that name
     */
    static String of(RunStart start, String named) throws WrongUseException {
        List<String> steps = start.steps();
        if (!named.isEmpty() && !steps.contains(named)) {
            throw new WrongUseException("the run has no step \"" + named + "\"; it has " + String.join(", ", steps));
        }
        return named.isEmpty() ? steps.stream().findFirst().orElse("") : named;
    }
}
