package io.tapedeck.processors.python;

import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/**
 * Failures that Python code cannot catch, so that {@code host.py} does not see them: a call that was ended
 * from outside, what the sandbox refuses, limits.
 */
final class PolyglotFailures {
    /** How GraalPy, as a failure of its own, says that the sandbox does not let something pass. */
    private static final List<String> REFUSALS =
            List.of("is not allowed", "was excluded", "SecurityException", "UnsupportedPosixFeature", "sandbox policy");

    /** What such a failure leaves out. */
    private static final String HINT = " (a processor may not use files, sockets, processes or threads)";

    private static final String EXIT = "os._exit is refused: a processor must not end the process";

    private final Set<String> files;

    PolyglotFailures(ProcessorCode code) {
        files = code.files().stream().map(ProcessorCode.File::name).collect(Collectors.toSet());
    }

    /** The call was interrupted. */
    ProcessorException ended(PolyglotException e, Optional<CodeLocation> process) {
        return failure(FailureKind.TIMEOUT, "the call took too long and was ended", e, process);
    }

    ProcessorException of(PolyglotException e, Optional<CodeLocation> process) {
        String message = String.valueOf(e.getMessage());
        if (e.isResourceExhausted()) {
            return failure(FailureKind.LIMIT, limit(message), e, process);
        }
        if (e.isExit()) {
            return failure(FailureKind.REFUSED, EXIT, e, process);
        }
        if (e.isInternalError() && REFUSALS.stream().anyMatch(message::contains)) {
            String refusal = withoutClass(message);
            return failure(FailureKind.REFUSED, refusal.contains("a processor") ? refusal : refusal + HINT, e, process);
        }
        ProcessorException failure = failure(FailureKind.ERROR, message, e, process);
        failure.initCause(e);
        return failure;
    }

    private static String limit(String message) {
        return message.toLowerCase(Locale.ROOT).contains("stack")
                ? "the calls went too deep for the machine's stack, which differs between machines"
                : "the machine's memory is full, which differs between machines";
    }

    private static String withoutClass(String message) {
        int colon = message.indexOf(": ");
        return colon < 0 ? message : message.substring(colon + 2);
    }

    /** GraalPy knows the place of a frame only where it was needed before; else it is {@code process}. */
    private ProcessorException failure(
            FailureKind kind, String error, PolyglotException e, Optional<CodeLocation> process) {
        List<CodeLocation> frames = frames(e);
        Optional<CodeLocation> innermost = frames.stream().findFirst().or(() -> process);
        return new ProcessorException(kind, error, innermost, traceback(frames));
    }

    /** The user's frames, innermost first. */
    private List<CodeLocation> frames(PolyglotException e) {
        return StreamSupport.stream(e.getPolyglotStackTrace().spliterator(), false)
                .filter(PolyglotException.StackFrame::isGuestFrame)
                .flatMap(frame -> location(frame.getSourceLocation(), frame.getRootName()).stream())
                .toList();
    }

    private Optional<CodeLocation> location(SourceSection section, String function) {
        return Optional.ofNullable(section)
                .filter(found -> files.contains(found.getSource().getName()))
                .map(found -> new CodeLocation(found.getSource().getName(), found.getStartLine(), function));
    }

    private static String traceback(List<CodeLocation> frames) {
        if (frames.isEmpty()) {
            return "";
        }
        List<CodeLocation> outermostFirst = new ArrayList<>(frames);
        Collections.reverse(outermostFirst);
        return outermostFirst.stream()
                .map(frame -> "  File \"" + frame.file() + "\", line " + frame.line() + ", in " + frame.function())
                .collect(Collectors.joining("\n", "Traceback (most recent call last):\n", ""));
    }
}
