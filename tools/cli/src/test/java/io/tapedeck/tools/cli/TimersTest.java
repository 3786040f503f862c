package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers are state: they fire before inputs, or at ticks, and the same on every replay, from every checkpoint. */
final class TimersTest {
    private static final int INPUTS = 100;

    /** Each message sets a timer that is due at once, and every third takes the one before it back. */
    private static final String JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;
            import java.util.*;

            public final class Alarm implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    if (number % 3 == 0) {
                        context.timers().cancel(Value.of(number - 1));
                    }
                    context.timers().set(Value.of(number), context.now().plusNanos(0));
                    context.emit(Value.map("message", message.value()));
                }

                @Override
                public void onTimer(ProcessorTimer timer, ProcessorContext context) {
                    Value fired = context.state().get("fired");
                    context.state().put("fired", Value.of(fired.isNull() ? 1 : fired.asLong() + 1));
                    if (timer.key().equals(Value.of(BAD))) {
                        throw new IllegalStateException("timer " + timer.key());
                    }
                    context.emit(Value.map("timer", timer.key(), "waiting", Value.of(context.timers().all().size())));
                }
            }
            """;

    private static final String PYTHON = """
            from datetime import timedelta

            def process(message, context):
                number = message.value
                if number % 3 == 0:
                    context.timers.cancel(number - 1)
                context.timers.set(number, context.now() + timedelta(microseconds=0))
                return {"message": number}

            def on_timer(timer, context):
                context.state["fired"] = context.state.get("fired", 0) + 1
                if timer.key == BAD:
                    raise ValueError(f"timer {timer.key}")
                yield {"timer": timer.key, "waiting": len(context.timers.all())}
            """;

    private static final String PASS = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Pass implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    context.emit(message.value());
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static Shelled files;
    private static InProcess tapedeck;

    @BeforeAll
    static void startProcess() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder);
    }

    @BeforeEach
    void write() throws IOException {
        files.clear();
        files.write("Pass.java", PASS);
    }

    @AfterAll
    static void stopProcess() {
        tapedeck.close();
    }

    private void write(String step, int bad) throws IOException {
        files.write("Alarm.java", JAVA.replace("BAD", Integer.toString(bad)));
        files.write("alarm.py", PYTHON.replace("BAD", Integer.toString(bad)));
        files.write("pipeline.toml", """
                [pipeline.alarms]
                from = { url = "file://in.ndjson", follow = FOLLOW }
                to = "file://out.ndjson"
                dead_letter = "file://dead.ndjson"
                checkpoint = "200ms"
                [[pipeline.alarms.step]]
                id = "alarm"
                STEP
                [[pipeline.alarms.step]]
                java = "Pass.java"
                """.replace("STEP", step)
                .replace("FOLLOW", Boolean.toString(step.contains("# follow"))));
    }

    private void append(int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(i).append("\n");
        }
        Files.writeString(folder.resolve("in.ndjson"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private JsonNode run(String... more) throws IOException {
        String[] words = new String[3 + more.length];
        System.arraycopy(new String[] {"run", "pipeline.toml", "--json"}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        Shelled.Result result = tapedeck.run(words);
        assertTrue(result.exit() <= 1, result.toString());
        return result.json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java = \"Alarm.java\"", "python = \"alarm.py\""})
    void timersFireBeforeTheNextInputAndTheSameOnEveryReplay(String step) throws IOException {
        write(step, -1);
        append(0, INPUTS);
        JsonNode first = run();
        append(INPUTS, INPUTS + 50);
        JsonNode all = run();
        assertEquals(INPUTS + 50, all.get("inputs").asInt(), all.toString());
        assertTrue(all.get("outputs").asInt() > first.get("outputs").asInt() + 50, all.toString());
        assertEquals(
                "{\"message\":0}", files.read("out.ndjson").lines().findFirst().orElseThrow());

        JsonNode verified =
                tapedeck.run("verify", "latest", "--checkpoints", "--json").json();
        assertTrue(verified.get("first_divergence").isNull(), verified.toString());
        assertTrue(verified.get("checkpoints").asInt() >= 1, verified.toString());

        // Timers and their outputs go on over a resume as in one run.
        String twice = files.read("out.ndjson");
        List<String> timers =
                twice.lines().filter(line -> line.contains("timer")).toList();
        assertEquals(timers.stream().distinct().toList(), timers);
        JsonNode there = tapedeck.run("inspect", "latest", "--at", "#" + (INPUTS + 1), "--json")
                .json();
        assertEquals(1, there.get("timers").size(), there.toString());
        assertEquals(INPUTS, there.get("timers").get(0).get("key").asInt());
        assertEquals(2, there.get("outputs").size(), "the timer's and the message's: " + there);
    }

    @Test
    void aTimerThatFailsStopsTheRunAndIsTriedAgain() throws IOException {
        write("java = \"Alarm.java\"", 10);
        append(0, 50);
        JsonNode failed = run();
        assertEquals("failed", failed.get("state").asText());
        JsonNode failure = failed.get("failure");
        assertEquals(10, failure.get("timer").asInt(), failure.toString());
        assertEquals(12, failure.get("ordinal").asInt(), failure.toString());
        assertTrue(failure.get("error").asText().contains("timer 10"));
        assertEquals(0, tapedeck.run("verify", "latest").exit());

        write("java = \"Alarm.java\"", -1);
        assertEquals("completed", run().get("state").asText());
        assertEquals(0, tapedeck.run("verify", "latest").exit());
        assertTrue(files.read("out.ndjson").contains("\"timer\":10"));
    }

    @Test
    void aTimerThatIsPassedOverFiresNoMoreAndIsADeadLetter() throws IOException {
        write("java = \"Alarm.java\"\non_error = \"dead-letter\"", 10);
        append(0, 50);
        JsonNode passed = run();
        assertEquals("completed", passed.get("state").asText(), passed.toString());
        JsonNode letter = new Shelled.Result(0, files.read("dead.ndjson"), "").json();
        assertEquals(10, letter.get("timer").asInt(), letter.toString());
        assertTrue(letter.get("due").isTextual() && !letter.has("value"), letter.toString());
        assertEquals(0, tapedeck.run("verify", "latest").exit());
        JsonNode after =
                tapedeck.run("inspect", "latest", "--at", "#13", "--json").json();
        assertEquals(12, after.get("timers").get(0).get("key").asInt(), after.toString());
    }

    @Test
    void aTimerWithoutAHandlerSaysSo() throws IOException {
        write("python = \"quiet.py\"", -1);
        files.write("quiet.py", """
                def process(message, context):
                    context.timers.set("x", context.now())
                """);
        append(0, 3);
        String error = run().get("failure").get("error").asText();
        assertTrue(error.contains("quiet.py has no function on_timer"), error);
    }

    /** While nothing comes a tick is recorded: no input for people who count, but one for a replay. */
    @ParameterizedTest
    @ValueSource(strings = {"java = \"Alarm.java\" # follow", "python = \"alarm.py\" # follow"})
    void aTickIsRecordedWhileNoInputComes(String step) throws IOException, InterruptedException {
        write(step, -1);
        append(0, 1);
        Process run = files.start("run", "pipeline.toml");
        try {
            Path out = folder.resolve("out.ndjson");
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!Files.exists(out) || Files.readAllLines(out).size() < 2) {
                assertTrue(System.nanoTime() < end && run.isAlive(), "no timer has fired");
                Thread.sleep(20);
            }
            run.destroy();
            assertTrue(run.waitFor(1, TimeUnit.MINUTES));
        } finally {
            run.destroyForcibly();
        }
        assertEquals("{\"message\":0}\n{\"timer\":0,\"waiting\":0}\n", files.read("out.ndjson"));
        JsonNode listed = tapedeck.run("runs", "--json").jsonLines().getFirst();
        assertEquals(1, listed.get("inputs").asInt(), listed.toString());
        JsonNode tick = tapedeck.run("inspect", "latest", "--at", "tapedeck.tick/0@1", "--json")
                .json();
        assertEquals("#2", tick.get("position").asText());
        assertEquals(1, tick.get("outputs").size());

        write(step.replace(" # follow", ""), -1); // the source now ends
        append(1, 3);
        JsonNode ended = run();
        assertEquals(3, ended.get("inputs").asInt(), ended.toString());
        JsonNode verified =
                tapedeck.run("verify", "latest", "--checkpoints", "--json").json();
        assertTrue(verified.get("first_divergence").isNull(), verified.toString());
    }
}
