package io.tapedeck.controller;

import java.util.function.BooleanSupplier;

/**
 * How a pipeline is to be run.
 *
 * @param startNew whether to begin a new run though there is one to go on with
 * @param overwrite whether a sink's outputs of another run may be removed
 * @param worker whether the pipeline's tasks are shared with other processes that say so too
 * @param stopRequested asked often; once true, the run stops cleanly
 */
public record RunOptions(boolean startNew, boolean overwrite, boolean worker, BooleanSupplier stopRequested) {}
