package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.MapValue;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends the outputs of a replay to sinks. */
final class Emission {
    private static final long PUSH_BYTES = 1 << 20;

    private final PipelineDefinition sinks;
    private final Variation variation;
    private final boolean overwrite;
    private final Extensions extensions;
    private final RunListener listener;

    /**
     * For a replay with a variation.
     *
     * @param sinks the pipeline whose sinks get the outputs
     * @param overwrite whether another run's outputs may be removed there
     */
    Emission(
            PipelineDefinition sinks,
            Variation variation,
            boolean overwrite,
            Extensions extensions,
            RunListener listener) {
        this.sinks = sinks;
        this.variation = variation;
        this.overwrite = overwrite;
        this.extensions = extensions;
        this.listener = listener;
    }

    /**
     * Replays a task, and sends what is made, up to an input that fails.
     *
     * @return how many outputs the sink did not hold yet
     */
    long of(RunFolder task) throws IOException, ConnectorException, StepLoadException {
        RunStart start = task.start();
        SinkContext context = new SinkContext(lineage(start), start.id(), start.task(), overwrite, sinks.durability());
        try (Connections connections = Connections.openSinks(sinks, extensions, context);
                VariedReplay replay = VariedReplay.open(task, variation, extensions, listener)) {
            SinkEgress egress = connections.egress(MapValue.EMPTY);
            replay.begin(egress);
            while (replay.step()) {
                if (egress.waitingBytes() >= PUSH_BYTES) {
                    egress.push();
                }
            }
            egress.push();
            egress.settle();
            return egress.taken();
        }
    }

    /**
     * What the effects are bound to: another identity than the run's, for they are not the run's; but the same whenever
     * the same is tried again, so that a sink that remembers gets what it lacks.
     */
    private UUID lineage(RunStart start) {
        String code = variation.with().values().stream()
                .sorted(Comparator.comparing(ProcessorCode::step))
                .map(step -> step.step() + "=" + step.digest())
                .collect(Collectors.joining(" "));
        String replay = "replay of " + start.lineage() + " with " + code + " answered by "
                + variation.stubs().entrySet().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList() + " from " + variation.from();
        return UUID.nameUUIDFromBytes(replay.getBytes(StandardCharsets.UTF_8));
    }
}
