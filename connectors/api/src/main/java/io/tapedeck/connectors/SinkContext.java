package io.tapedeck.connectors;

import io.tapedeck.log.Durability;
import java.util.UUID;

/**
 * For whom a sink is opened.
 *
 * @param lineage the identity that the effects are bound to: the run's, or its parent's for a branch
 * @param runName the run's short id, for messages to people
 * @param task the task, from 0
 * @param overwrite whether another run's outputs may be removed
 * @param durability what {@link Sink#flush} must reach
 */
public record SinkContext(UUID lineage, String runName, int task, boolean overwrite, Durability durability) {}
