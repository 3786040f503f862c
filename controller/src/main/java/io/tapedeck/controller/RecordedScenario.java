package io.tapedeck.controller;

import io.tapedeck.runtime.Scenario;
import java.util.Optional;

/**
 * What one step was called with in a run, and what it made of it.
 *
 * @param start how the run was started
 * @param input the input that this is about; empty where it is about several
 * @param scenario the step's calls
 * @param failure what the last call failed by; empty where all is as it should be
 */
public record RecordedScenario(
        RunStart start, Optional<FedInput> input, Scenario scenario, Optional<Failure> failure) {}
