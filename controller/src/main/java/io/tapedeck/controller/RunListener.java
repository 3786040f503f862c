package io.tapedeck.controller;

/** Is told of a run's progress, on the run's thread. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /**
     * The run goes live.
     *
     * @param run the run's short id
     * @param inputs the inputs that it goes on behind; 0 for a new run
     */
    default void started(String run, long inputs) {}

    /**
     * Inputs were made durable and their outputs delivered.
     *
     * @param inputs the inputs so far, of the whole run
     * @param outputs the outputs so far
     */
    default void progress(long inputs, long outputs) {}

    /**
     * A verification follows a run that goes on.
     *
     * @param inputs the inputs verified
     * @param lagNanos how long ago the last of them was fed; 0 where nothing is left to verify
     */
    default void following(long inputs, long lagNanos) {}

    /**
     * One of several workers is at a task from now on, or leaves it to others.
     *
     * @param task the task's number, from 1
     */
    default void worksAt(int task, boolean now) {}

    /** The circuit breaker changed; of several tasks, that of one. */
    default void circuit(Circuit.Status status) {}

    /** A processor logged a line. */
    default void note(long ordinal, String text) {}

    /** A message was passed over. */
    default void passedOver(Failure failure) {}

    /**
     * A call of a step took longer than its time-out and does not end though it was interrupted. Called on another
     * thread; the run's own is lost, so the process can only be ended. Run again, the run goes on with that input.
     *
     * @param run the run's short id
     * @param step the step's id
     */
    default void hung(String run, String step) {}

    /** Something that people should know, in a sentence. */
    default void warning(String sentence) {}
}
