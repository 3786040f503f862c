package io.tapedeck.runtime;

/** A way for a debugger to a processor of one language, by that language's protocol. */
@FunctionalInterface
public interface ProcessorDebugger {
    /**
     * Waits until a debugger is attached, and has it stop before anything else of the processor runs. Called in the world
     * in which code is loaded.
     *
     * @param running the processor as it ran so far; closed where another one goes on in its place
     * @param code its code
     * @return the processor to go on with: the same, or, where only that can be debugged, one that is loaded anew
     * @throws ProcessorException where no debugger can be let in, or as of {@link ProcessorHostProvider#load}
     */
    ProcessorHost hold(ProcessorHost running, ProcessorCode code) throws ProcessorException;
}
