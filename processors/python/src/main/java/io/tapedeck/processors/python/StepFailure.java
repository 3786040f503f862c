package io.tapedeck.processors.python;

import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.util.Locale;
import java.util.Optional;

/** What {@code host.py} reports of an exception, in the order of {@code host_fail}. */
record StepFailure(FailureKind kind, String error, Optional<CodeLocation> location, String traceback) {
    static final int PARTS = 6;

    static StepFailure of(Object[] parts) {
        String file = GuestReader.text(parts[2]);
        int line = (int) GuestReader.number(parts[3]);
        String function = GuestReader.text(parts[4]);
        return new StepFailure(
                FailureKind.valueOf(GuestReader.text(parts[0]).toUpperCase(Locale.ROOT)),
                GuestReader.text(parts[1]),
                file.isEmpty() ? Optional.empty() : Optional.of(new CodeLocation(file, line, function)),
                GuestReader.text(parts[5]));
    }

    ProcessorException toException(Optional<CodeLocation> fallback) {
        return new ProcessorException(kind, error, location.or(() -> fallback), traceback);
    }
}
