package io.tapedeck.controller;

import io.tapedeck.runtime.ProcessorException;
import java.util.List;
import java.util.Optional;

/** The code of a step cannot be loaded. */
public final class StepLoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final ProcessorException reason;

    StepLoadException(String step, ProcessorException reason) {
        super("step \"" + step + "\": " + reason.error(), reason);
        this.step = step;
        this.reason = reason;
    }

    /** As a failure before any input. */
    public Failure failure() {
        return new Failure(
                Optional.empty(),
                0,
                Optional.empty(),
                step,
                List.of(),
                reason.kind(),
                reason.error(),
                reason.location(),
                reason.traceback(),
                ErrorPolicy.STOP);
    }
}
