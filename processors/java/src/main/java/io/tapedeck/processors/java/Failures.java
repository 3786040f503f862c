package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Traceback;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Tells what a processor threw as a {@link ProcessorException}. */
final class Failures {
    private static final int MESSAGE_LENGTH_MAX = 500;

    private Failures() {}

    /** A processor that cannot be loaded. */
    static ProcessorException load(String sentence) {
        return new ProcessorException(FailureKind.LOAD, sentence, Optional.empty(), "");
    }

    /** What was thrown by the processor's code, or by the guard while it was loaded. */
    static ProcessorException of(Throwable thrown) {
        return switch (thrown) {
            case ProcessorException told -> told;
            case Stop stop -> stopped(stop);
            case InvocationTargetException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case ExceptionInInitializerError wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case StackOverflowError overflow ->
                failure(
                        FailureKind.LIMIT,
                        overflow,
                        "StackOverflowError: the calls went too deep; where that is differs between runs, so the"
                                + " run stops here and it is not recorded as an outcome");
            case VirtualMachineError error ->
                failure(
                        FailureKind.LIMIT,
                        error,
                        Traceback.headline(error)
                                + "; when that happens differs between runs, so the run stops here and it is not"
                                + " recorded as an outcome");
            case NoClassDefFoundError missing -> error(missing, missingClass(missing));
            default -> error(thrown, Traceback.headline(thrown));
        };
    }

    private static String missingClass(NoClassDefFoundError missing) {
        String message = missing.getMessage();
        return message == null || message.contains(" ")
                ? Traceback.headline(missing)
                : "NoClassDefFoundError: the class path has no " + Names.shown(message.replace('/', '.'));
    }

    private static ProcessorException error(Throwable thrown, String line) {
        return failure(FailureKind.ERROR, thrown, line);
    }

    private static ProcessorException failure(FailureKind kind, Throwable thrown, String line) {
        String error = line.length() <= MESSAGE_LENGTH_MAX ? line : line.substring(0, MESSAGE_LENGTH_MAX) + "…";
        return new ProcessorException(kind, error, location(thrown), Traceback.of(thrown));
    }

    private static ProcessorException stopped(Stop stop) {
        FailureKind kind = switch (stop.reason()) {
            case TIMEOUT -> FailureKind.TIMEOUT;
            case REFUSED -> FailureKind.REFUSED;
        };
        Optional<CodeLocation> location = stop.location().or(() -> location(stop));
        String trace =
                Traceback.of(stop).lines().skip(1).map(line -> line + "\n").reduce("", String::concat);
        return new ProcessorException(kind, stop.text(), location, stop.text() + "\n" + trace);
    }

    private static Optional<CodeLocation> location(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < 16; depth++, at = at.getCause()) {
            Optional<StackTraceElement> frame = Traceback.innermost(at);
            if (frame.isPresent()) {
                return frame.map(Failures::location);
            }
        }
        return Optional.empty();
    }

    private static CodeLocation location(StackTraceElement frame) {
        String file = frame.getFileName();
        return new CodeLocation(
                file != null ? file : Names.simple(frame.getClassName()),
                Math.max(0, frame.getLineNumber()),
                Traceback.method(frame.getMethodName()));
    }
}
