package io.tapedeck.processors.java;

/**
 * Thrown, and caught at once, where a replay stops for a debugger. The JVM's debugger agent waits for this exception by its
 * name ({@code onthrow}, see the launcher): only then it listens, and it holds all threads until a debugger is attached
 * and lets them go on. So this is the first thing that a debugger sees, just before the processor's call.
 */
final class StopBeforeInput extends Exception {
    private static final long serialVersionUID = 1L;

    StopBeforeInput(String step) {
        super("the replay stands before the next call of step \"" + step + "\"");
    }
}
