package io.tapedeck.controller;

import java.time.Instant;

/**
 * A run as the listing shows it.
 *
 * @param summary how it stands
 * @param started when it was started
 * @param logBytes the size of its log
 */
public record RunDetails(RunSummary summary, Instant started, long logBytes) {}
