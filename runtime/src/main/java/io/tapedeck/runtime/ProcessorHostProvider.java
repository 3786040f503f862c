package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Loads processors of one language. Found by {@link java.util.ServiceLoader}. */
public interface ProcessorHostProvider {
    /** The word that a pipeline's step uses for the language, such as {@code python}. */
    String language();

    /** The version of what runs the language, where it is not the JDK; a replay on another may differ. */
    default Optional<String> runtimeVersion() {
        return Optional.empty();
    }

    /**
     * Reads the code of a step from where the pipeline points to.
     *
     * @param step the step's id
     * @param reference what the pipeline's step says: a file's path, or a class name
     * @param folder the folder that relative paths start from
     * @param classPath what the step's {@code class_path} says, resolved; empty for most
     * @throws ProcessorException of kind {@link FailureKind#LOAD} where there is no such code
     */
    ProcessorCode read(
            String step, String reference, java.nio.file.Path folder, java.util.List<java.nio.file.Path> classPath)
            throws ProcessorException;

    /** The words by which a step names a processor that needs no code of the user's, such as {@code filter}. */
    default Set<String> kinds() {
        return Set.of();
    }

    /**
     * Those of them that make one message of each, of nothing but it, with no state and no time, so that they can redact
     * inputs before they are recorded.
     */
    default Set<String> redactions() {
        return Set.of();
    }

    /**
     * The code of such a processor: what the pipeline says of it, and the files and schemas that this refers to.
     *
     * @param step the step's id
     * @param kind one of {@link #kinds}
     * @param definition what the pipeline's step says
     * @param references what it may refer to
     * @throws ProcessorException of kind {@link FailureKind#LOAD} where it cannot be, in a sentence
     */
    default ProcessorCode define(String step, String kind, Value definition, References references)
            throws ProcessorException {
        throw new UnsupportedOperationException(language() + " has no built-in processors");
    }

    /** What a built-in processor is to do, as the pipeline says it, with what it leaves to defaults; empty for others. */
    default Optional<Value> definition(ProcessorCode code) {
        return Optional.empty();
    }

    /**
     * How long a run waits for a processor's timers where its source ends, if the pipeline does not say; zero where timers
     * that are not due yet stay set, as they do for most.
     */
    default Duration drain(ProcessorCode code) {
        return Duration.ZERO;
    }

    /**
     * Loads the code: compiles it, or runs its module body, in the world that is bound to the calling
     * thread.
     *
     * @throws ProcessorException of kind {@link FailureKind#LOAD} where it does not compile or has no
     *     {@code process}, {@link FailureKind#REFUSED} where the guard does not let it pass, {@link
     *     FailureKind#ERROR} where its top level throws
     */
    ProcessorHost load(ProcessorCode code) throws ProcessorException;

    /**
     * Makes a way in for a debugger, on a port of this machine's loopback; empty where the language has none.
     *
     * @param port the port, which nobody uses
     * @param sources the folder below which a debugger finds the code's files, by their names
     * @throws ProcessorException of kind {@link FailureKind#LOAD} where this process cannot be debugged, with a sentence
     */
    default Optional<ProcessorDebugger> debugger(int port, java.nio.file.Path sources) throws ProcessorException {
        return Optional.empty();
    }
}
