package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed goes on with a sink that knows what it holds. */
class ResumedEncodingTest {
    private static final int INPUTS = 60;
    private static final long REFUSED = 0;

    @TempDir
    private Path folder;

    private final Held held = new Held();
    private final Extensions extensions = Extensions.load().with(held);

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("pipeline.toml"), """
                [pipeline.p]
                from = "file://in.ndjson"
                to = "held://here"
                checkpoint = "24h"
                [[pipeline.p.step]]
                java = "Pass.java"
                on_error = "skip"
                """);
        Files.writeString(folder.resolve("Pass.java"), """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        context.emit(message.value());
                    }
                }
                """);
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(0, INPUTS).mapToObj(Integer::toString).toList());
    }

    private RunState run(Path runs, boolean startNew) throws Exception {
        PipelineDefinition definition = PipelineFile.read(
                        folder.resolve("pipeline.toml"), Optional.empty(), extensions, Map.of())
                .getFirst();
        RunOptions options = new RunOptions(startNew, startNew, false, () -> false);
        return new PipelineRun(
                        definition, new RunStore(runs), extensions, options, new RunListener() {}, RunMachine.REAL)
                .run()
                .state();
    }

    /** Runs to the end, then goes back to when the sink was given something first, as if it had been killed then. */
    private Path killed() throws Exception {
        assertEquals(RunState.COMPLETED, run(folder.resolve("runs"), true));
        held.effects.subList(held.heldWhenCopied, held.effects.size()).clear();
        held.encoded = 0;
        return folder.resolve("killed");
    }

    @Test
    void whatTheSinkHoldsIsNotEncodedAgain() throws Exception {
        held.refused = -1;
        Path killed = killed();
        assertEquals(RunState.COMPLETED, run(killed, false));
        assertEquals(IntStream.range(0, INPUTS).mapToObj(Value::of).toList(), held.outputs());
        assertEquals(INPUTS - held.heldWhenCopied + 1, held.encoded);
    }

    @Test
    void whatTheSinkRefusedIsRefusedAgain() throws Exception {
        held.refused = REFUSED;
        Path killed = killed();
        assertEquals(RunState.COMPLETED, run(killed, false));
        assertEquals(
                IntStream.range(0, INPUTS)
                        .filter(number -> number != REFUSED)
                        .mapToObj(Value::of)
                        .toList(),
                held.outputs());
        assertTrue(held.refusals >= 2, held.refusals + " refusals");
    }

    /** A sink in memory, which outlives the runs, and copies their folder when it is given something first. */
    private final class Held implements ConnectorProvider {
        private static final Guarantee GUARANTEE = new Guarantee(Guarantee.Level.ONCE, "it knows what it holds");

        private final List<Effect> effects = new ArrayList<>();
        private int heldWhenCopied;
        private long refused = -1;
        private int encoded;
        private int refusals;

        private List<Value> outputs() {
            return effects.stream().map(effect -> effect.output().value()).toList();
        }

        @Override
        public String scheme() {
            return "held";
        }

        @Override
        public List<OptionSpec> sourceOptions() {
            return List.of();
        }

        @Override
        public List<OptionSpec> sinkOptions() {
            return List.of();
        }

        @Override
        public List<Mistake> checkSource(Endpoint endpoint) {
            return List.of();
        }

        @Override
        public List<Mistake> checkSink(Endpoint endpoint) {
            return List.of();
        }

        @Override
        public Guarantee sourceGuarantee(Endpoint endpoint) {
            return GUARANTEE;
        }

        @Override
        public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
            return GUARANTEE;
        }

        @Override
        public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
            throw new ConnectorException("a sink only");
        }

        @Override
        public Sink openSink(Endpoint endpoint, SinkContext context) {
            return new Sink() {
                @Override
                public Optional<EffectId> last() {
                    return effects.isEmpty()
                            ? Optional.empty()
                            : Optional.of(effects.getLast().id());
                }

                @Override
                public boolean remembers() {
                    return true;
                }

                @Override
                public Bytes encode(Output output) throws EncodingException {
                    encoded++;
                    if (output.value().asLong() == refused) {
                        refusals++;
                        throw new EncodingException("it refuses " + refused);
                    }
                    return Bytes.utf8(output.value().toString());
                }

                @Override
                public void write(Effect effect) {
                    effects.add(effect);
                }

                @Override
                public void flush() {
                    if (heldWhenCopied == 0 && !effects.isEmpty()) {
                        heldWhenCopied = effects.size();
                        copy(folder.resolve("runs"), folder.resolve("killed"));
                    }
                }

                @Override
                public void close() {}
            };
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
