package io.tapedeck.controller;

import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogSettings;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline as its file defines it: resolved and without mistakes.
 *
 * @param name its name
 * @param file the file, for messages to people
 * @param from the source
 * @param to the sink
 * @param deadLetter where messages go that a step with {@code on_error = "dead-letter"} cannot take
 * @param steps the steps, in order; none for a bridge
 * @param tasks how many tasks share the source's shards
 * @param services what processors may ask, of all pipelines of the file
 * @param locality the zone and locale that the processors see
 * @param log how the run log is written
 * @param checkpointEvery how often the state is kept; zero for as often as outputs are delivered
 * @param commitEvery how long outputs are gathered at most before they are delivered together
 * @param drain how soon behind the source's end a timer is due that the run waits for
 * @param retry for how long a server that is away is tried again before the run stops
 * @param circuit the circuit breaker around its servers
 * @param recording what the log keeps of the inputs
 * @param redactions what is done to each input before it is recorded
 * @param onInputError what follows when an input cannot be decoded
 */
public record PipelineDefinition(
        String name,
        Path file,
        Endpoint from,
        Endpoint to,
        Optional<Endpoint> deadLetter,
        List<StepDefinition> steps,
        int tasks,
        List<ServiceDefinition> services,
        Locality locality,
        LogSettings log,
        Duration checkpointEvery,
        Duration commitEvery,
        Duration drain,
        Duration retry,
        Optional<Circuit> circuit,
        Recording recording,
        List<ProcessorCode> redactions,
        ErrorPolicy onInputError) {
    /** Copies the lists. */
    public PipelineDefinition {
        steps = List.copyOf(steps);
        services = List.copyOf(services);
        redactions = List.copyOf(redactions);
    }

    /** What a write to the log and to sinks must survive. */
    public Durability durability() {
        return log.durability();
    }

    /** How long a call of a step may take; zero for no limit. */
    Duration timeoutOf(String step) {
        return steps.stream()
                .filter(each -> each.id().equals(step))
                .findFirst()
                .orElseThrow()
                .timeout();
    }

    /** The folder that relative paths start from. */
    public Path folder() {
        return folderOf(file);
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
