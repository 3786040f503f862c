package io.tapedeck.controller;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as the listing shows it.
 *
 * @param summary how it stands
 * @param started when it was started, or made of another one
 * @param parent the run that it was made of, where it was
 * @param logBytes the size of its log
 */
public record RunDetails(RunSummary summary, Instant started, Optional<RunParent> parent, long logBytes) {}
