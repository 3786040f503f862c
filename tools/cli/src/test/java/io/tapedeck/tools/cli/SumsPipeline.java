package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pipeline with state and a sink that promises "once", of which it is known what must come out. */
final class SumsPipeline {
    static final int INPUTS = 30_000;

    private static final int KEYS = 1_500;
    private static final String PADDING = " " + ".".repeat(120);

    /** It waits now and then, so that a kill or a full disk finds it at work. */
    private static final String CODE =
            """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Sums implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    Value key = Value.of("key " + number % KEYS);
                    long sum = (context.state().has(key) ? context.state().get(key).asLong() : 0) + number;
                    context.state().put(key, Value.of(sum));
                    if (number % 400 == 0) {
                        context.sleep(java.time.Duration.ofMillis(5));
                    }
                    context.emit(Value.of(sum + "PADDING"));
                }
            }
            """.replace("KEYS", Integer.toString(KEYS)).replace("PADDING", PADDING);

    private final Path folder;
    private final String to;
    private final String data;

    /**
     * Writes it to a folder.
     *
     * @param to the sink's URL
     * @param data the runs' folder
     */
    SumsPipeline(Path folder, String to, String data) throws IOException {
        this.folder = folder;
        this.to = to;
        this.data = data;
        Files.writeString(folder.resolve("Sums.java"), CODE);
        Files.writeString(
                folder.resolve("in.ndjson"),
                IntStream.range(0, INPUTS).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        Files.writeString(folder.resolve("pipeline.toml"), """
                [pipeline.sums]
                from = "file://in.ndjson"
                to = "TO"
                checkpoint = "0s"
                [[pipeline.sums.step]]
                java = "Sums.java"
                [pipeline.back]
                from = "TO"
                to = "file://back.ndjson"
                """.replace("TO", to));
    }

    /** What is in the sink of an undisturbed run. */
    static String expected() {
        long[] sums = new long[KEYS];
        return IntStream.range(0, INPUTS)
                .mapToObj(i -> "\"" + (sums[i % KEYS] += i) + PADDING + "\"\n")
                .collect(Collectors.joining());
    }

    String[] command(String... more) {
        List<String> words = new ArrayList<>(List.of("run", "pipeline.toml", "--pipeline", "sums", "--data", data));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    void assertCompletes(InProcess tapedeck) throws IOException {
        Shelled.Result completed = tapedeck.run(command());
        assertEquals(0, completed.exit(), completed.toString());
        assertOnce(tapedeck);
    }

    /** Each output is there once, and the run is what it was recorded as. */
    void assertOnce(InProcess tapedeck) throws IOException {
        assertEquals(expected(), outputs(tapedeck));
        Shelled.Result verified = tapedeck.run("verify", "latest", "--data", data, "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(INPUTS, verified.json().get("steps").asLong());
    }

    private String outputs(InProcess tapedeck) throws IOException {
        if (to.startsWith("file://")) {
            return Files.readString(folder.resolve(to.substring("file://".length())));
        }
        Shelled.Result back =
                tapedeck.run("run", "pipeline.toml", "--pipeline", "back", "--data", "back", "--new", "--overwrite");
        assertEquals(0, back.exit(), back.toString());
        return Files.readString(folder.resolve("back.ndjson"));
    }
}
