package io.tapedeck.runtime;

import java.util.Optional;

/** A processor failed, could not be loaded, or was refused; says so in a line that names the cause. */
public final class ProcessorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final transient Optional<CodeLocation> location;
    private final String traceback;

    /**
     * A failure.
     *
     * @param kind why
     * @param error one line that names the cause, such as {@code KeyError: 'mw'}
     * @param location the place in the user's code, where there is one
     * @param traceback the calls that led to it, as the language shows them, for people; may be empty
     */
    public ProcessorException(FailureKind kind, String error, Optional<CodeLocation> location, String traceback) {
        super(error.lines().findFirst().orElse("failed without a message"));
        this.kind = kind;
        this.location = location;
        this.traceback = traceback;
    }

    /** Why. */
    public FailureKind kind() {
        return kind;
    }

    /** One line that names the cause. */
    public String error() {
        return java.util.Objects.requireNonNull(getMessage());
    }

    /** The place in the user's code. */
    public Optional<CodeLocation> location() {
        return location;
    }

    /** The calls that led to it. */
    public String traceback() {
        return traceback;
    }
}
