package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Traceback;
import io.tapedeck.runtime.CodeLocation;
import java.util.Optional;

/** The method that is being rewritten, for saying where something refused stands. */
record MethodPlace(String className, String file, String method) {
    /** The refusal of {@code what}, which is {@code done} ("called", "used") at {@code line}. */
    Stop refusal(String what, String why, String done, int line) {
        String at = file + (line > 0 ? ":" + line : "");
        return new Stop(
                Stop.Reason.REFUSED,
                what + " is refused: " + why + "; " + done + " in " + shown() + " (" + at + ")",
                Optional.of(new CodeLocation(file, line, Traceback.method(method))));
    }

    private String shown() {
        return switch (method) {
            case "<init>" -> "the constructor of " + Names.simple(className);
            case "<clinit>" -> "the static initializer of " + Names.simple(className);
            case "" -> Names.simple(className);
            default -> Names.simple(className) + "." + Traceback.method(method);
        };
    }
}
