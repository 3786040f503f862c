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
 * @param waitingSince since when it waits for a server that is away, and tries again; empty where it does not. Then the
 *     summary's failure is what it waits for, where its log has it
 */
public record RunDetails(
        RunSummary summary,
        Instant started,
        Optional<RunParent> parent,
        long logBytes,
        Optional<Instant> waitingSince) {}
