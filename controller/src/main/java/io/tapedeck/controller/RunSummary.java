package io.tapedeck.controller;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run stands, as {@code run} reports it. The counts are of the whole run, not of one process.
 *
 * @param run the run's short id
 * @param pipeline the pipeline's name
 * @param state how it stands
 * @param inputs the inputs fed
 * @param outputs the outputs made
 * @param log the folder of its log
 * @param failure what it failed by
 */
public record RunSummary(
        String run, String pipeline, RunState state, long inputs, long outputs, Path log, Optional<Failure> failure) {}
