package io.tapedeck.controller;

import java.util.function.BooleanSupplier;

/**
 * How a pipeline is to be run.
 *
 * @param startNew whether to begin a new run though there is one to go on with
 * @param overwrite whether a sink's outputs of another run may be removed
 * @param stopRequested asked often; once true, the run stops cleanly
 */
public record RunOptions(boolean startNew, boolean overwrite, BooleanSupplier stopRequested) {}
