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
import org.junit.jupiter.params.provider.MethodSource;

/** Going through a run backward shows what going forward showed. It is here for the sake of Python. */
class PlaybackTest {
    /** So many that to go to the last one is to begin at a checkpoint. */
    private static final int INPUTS = 6_500;

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

    /** Python is the same to all of this, and takes long: {@code -Dsweep=full} does it too. */
    static List<String> files() {
        return "full".equals(System.getProperty("sweep")) ? List.of("Last.java", "last.py") : List.of("Last.java");
    }

    @ParameterizedTest
    @MethodSource("files")
    void noStepBackwardWaitsForAReplayOnceTheFirstWasMade(String file) throws Exception {
        RunFolder run = run(file);
        List<Seen> forward = forward(run);
        int first = file.endsWith(".py") ? INPUTS - 2_500 : 0; // the rest takes Python too long
        try (Playback playback = Playback.open(run, extensions, RunListener.SILENT)) {
            playback.goTo(INPUTS);
            playback.back();
            assertEquals(1, playback.waits());
            for (int i = INPUTS - 2; i > first; i--) {
                assertEquals(forward.get(i), Seen.of(playback));
                assertTrue(playback.back().isPresent());
            }
            assertEquals(forward.get(first), Seen.of(playback));
            assertEquals(first > 0, playback.back().isPresent());
            assertEquals(1, playback.waits());
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
