package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going through a run backward shows what going forward showed. It is here for the sake of Python. */
class PlaybackTest {
    /** So many that to go to the last one is to begin at a checkpoint. */
    private static final int INPUTS = 8_000;

    private static final Map<String, String> CODE = Map.of("Last.java", """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Last implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    Value key = Value.of(number % 50);
                    context.emit(context.state().get(key));
                    context.state().put(key, message.value());
                    if (number % 7 == 0) {
                        context.state().remove(Value.of(number % 49));
                    }
                }
            }
            """, "last.py", """
            def process(message, context):
                number = message.value
                last = context.state.get(number % 50)
                context.state[number % 50] = number
                if number % 7 == 0:
                    context.state.pop(number % 49, None)
                return [last]
            """);

    @TempDir
    private Path folder;

    private final Extensions extensions = Extensions.load();

    /** What an input did. */
    private record Seen(long ordinal, List<Output> outputs, List<Map.Entry<Value, Value>> state) {
        static Seen of(Playback playback) {
            Moment moment = playback.moment().orElseThrow();
            List<Map.Entry<Value, Value>> state = new ArrayList<>();
            playback.states().getFirst().entries().forEach(state::add);
            return new Seen(moment.input().ordinal(), moment.outputs(), state);
        }
    }

    /** Counts how often a replay told how far it is. */
    private static final class Waiting implements RunListener {
        private int told;

        @Override
        public void progress(long inputs, long outputs) {
            told++;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Last.java", "last.py"})
    void noStepBackwardWaitsForAReplayOnceTheFirstWasMade(String file) throws Exception {
        RunFolder run = run(file);
        List<Seen> forward = forward(run);
        Waiting waiting = new Waiting();
        try (Playback playback = Playback.open(run, extensions, waiting)) {
            playback.goTo(INPUTS);
            playback.back();
            int told = waiting.told;
            assertTrue(told > 0);
            for (int i = INPUTS - 2; i > 0; i--) {
                assertEquals(forward.get(i), Seen.of(playback));
                assertTrue(playback.back().isPresent());
            }
            assertEquals(forward.getFirst(), Seen.of(playback));
            assertTrue(playback.back().isEmpty());
            assertEquals(told, waiting.told);
        }
    }

    private List<Seen> forward(RunFolder run) throws Exception {
        List<Seen> seen = new ArrayList<>();
        try (Playback playback = Playback.open(run, extensions, RunListener.SILENT)) {
            while (playback.next().isPresent()) {
                seen.add(Seen.of(playback));
            }
        }
        assertEquals(INPUTS, seen.size());
        return seen;
    }

    private RunFolder run(String file) throws Exception {
        Files.writeString(folder.resolve(file), CODE.get(file));
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(0, INPUTS).mapToObj(Integer::toString).toList());
        Files.writeString(folder.resolve("pipeline.toml"), """
                [pipeline.last]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                checkpoint = "EVERY"
                [[pipeline.last.step]]
                LANGUAGE = "FILE"
                """.replace("EVERY", file.endsWith(".py") ? "20ms" : "1ms")
                .replace("LANGUAGE", file.endsWith(".py") ? "python" : "java")
                .replace("FILE", file));
        PipelineDefinition definition = PipelineFile.read(
                        folder.resolve("pipeline.toml"), Optional.empty(), extensions, Map.of())
                .getFirst();
        RunStore store = new RunStore(folder.resolve("runs"));
        new Controller(store, extensions)
                .run(definition, new RunOptions(false, false, false, () -> false), new RunListener() {});
        return store.newestOf("last").orElseThrow().folder();
    }
}
