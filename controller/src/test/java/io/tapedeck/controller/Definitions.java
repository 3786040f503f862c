package io.tapedeck.controller;

import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests below a whole run need of one. */
final class Definitions {
    static final ProcessorCode CODE = new ProcessorCode("step", "java", "Step.java", List.of());

    private Definitions() {}

    /** A journal of no inputs. */
    static RecordingJournal journal(LogWriter log, Path folder) {
        return new RecordingJournal(log, bridge(folder), input -> {
            throw new AssertionError("an input, where there are only checkpoints");
        });
    }

    /** A pipeline of no steps. */
    private static PipelineDefinition bridge(Path folder) {
        Endpoint nowhere = new Endpoint(StreamUrl.parse("file://nowhere"), folder, Map.of());
        return new PipelineDefinition(
                "p",
                folder.resolve("pipeline.toml"),
                nowhere,
                nowhere,
                Optional.empty(),
                List.of(),
                1,
                List.of(),
                Locality.DEFAULT,
                LogSettings.of(Durability.OS),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Recording.FULL,
                List.of(),
                ErrorPolicy.STOP);
    }

    static Checkpoint checkpoint(
            long inputs, List<Checkpoint.Delta> deltas, long entriesSinceSnapshot, Optional<LogPosition> previous) {
        return new Checkpoint(
                inputs, 0, 0, Value.NULL, MapValue.EMPTY, 0, Optional.empty(), deltas, entriesSinceSnapshot, previous);
    }
}
