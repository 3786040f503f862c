package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going back and forth in a run, finding the first input after which something holds, and the few that matter. */
final class TimeMachineTest {
    private static final String SPLIT_JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Split implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    String part = message.value().get("part").asString();
                    KeyValueStore state = context.state();
                    state.put("seen", Value.of(state.has("seen") ? state.get("seen").asLong() + 1 : 1));
                    if (!part.equals("none")) {
                        state.put(part, message.value().get("number"));
                    }
                    if (state.has("key") && state.has("lock") && part.equals("hand")) {
                        throw new IllegalStateException("opened by " + message.value().get("number"));
                    }
                }
            }
            """;

    private static final String SPLIT_PYTHON = """
            def process(message, context):
                part = message.value["part"]
                state = context.state
                state["seen"] = state.get("seen", 0) + 1
                if part != "none":
                    state[part] = message.value["number"]
                if "key" in state and "lock" in state and part == "hand":
                    raise RuntimeError(f"opened by {message.value['number']}")
            """;

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void startProcess() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder);
    }

    @BeforeEach
    void start() throws IOException {
        shelled.clear();
    }

    @AfterAll
    static void stopProcess() {
        tapedeck.close();
    }

    private void quakes(String language) throws IOException {
        String pipeline = language.equals("java") ? "quakes-java.toml" : "quakes.toml";
        for (String file : List.of("Alerts.java", "alerts.py", "alerts_fixed.py", "earthquakes.ndjson", pipeline)) {
            shelled.example("quakes/" + file);
        }
        assertEquals(1, tapedeck.run("run", pipeline).exit());
    }

    private void pipeline(String name, String checkpoint, String step, String language, String file)
            throws IOException {
        shelled.write("pipeline.toml", """
                [pipeline.NAME]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                checkpoint = "CHECKPOINT"
                [[pipeline.NAME.step]]
                id = "STEP"
                LANGUAGE = "FILE"
                """.replace("NAME", name)
                .replace("CHECKPOINT", checkpoint)
                .replace("STEP", step)
                .replace("LANGUAGE", language)
                .replace("FILE", file));
    }

    private static String line(long number, String part) {
        return "{\"number\":" + number + ",\"note\":\"" + "x".repeat(20) + "\",\"part\":\"" + part + "\"}\n";
    }

    /** A failure that needs three messages far apart. */
    private void split(String language) throws IOException {
        String file = language.equals("java") ? "Split.java" : "split.py";
        shelled.write(file, language.equals("java") ? SPLIT_JAVA : SPLIT_PYTHON);
        pipeline("parts", "50ms", "split", language, file);
        shelled.write(
                "in.ndjson",
                IntStream.rangeClosed(1, 4000)
                        .mapToObj(number -> line(
                                number,
                                switch (number) {
                                    case 17 -> "key";
                                    case 2300 -> "lock";
                                    case 3990 -> "hand";
                                    default -> "none";
                                }))
                        .collect(Collectors.joining()));
        assertEquals(1, tapedeck.run("run", "pipeline.toml").exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void theFirstInputAfterWhichSomethingHoldsIsFound(String language) throws IOException {
        split(language);
        for (String[] how : new String[][] {{}, {"--scan"}}) {
            JsonNode found = bisect("state.seen >= 2500", how).json();
            assertEquals("#2500", found.get("position").asText());
            assertEquals(2500, found.get("input").get("value").get("number").asLong());
            assertEquals(2499, found.get("state_before").get("seen").asLong());
            assertEquals(2500, found.get("state").get("seen").asLong());
        }
        JsonNode last = bisect("failure.error.contains('opened')").json();
        assertEquals("#3990", last.get("position").asText());
        assertEquals(last.get("state_before"), last.get("state"));
    }

    @Test
    void aConditionMayLookAtAllThatIsThere() throws IOException {
        split("java");
        assertEquals("#2300", bisect("state.lock > 0").json().get("position").asText());
        assertEquals("#1", bisect("state.seen >= 1").json().get("position").asText());
        assertEquals(
                "#17",
                bisect("input.value.part == 'key'").json().get("position").asText());

        Shelled.Result never = bisect("state.seen > 1000000");
        assertEquals(1, never.exit());
        assertTrue(never.err().contains("at no input"), never.toString());
        Shelled.Result wrong = bisect("input.valeu == 1");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("     ^ undefined field 'valeu'"), wrong.toString());
        assertTrue(wrong.json().get("error").asText().contains("input.valeu"), wrong.toString());
    }

    private Shelled.Result bisect(String when, String... more) throws IOException {
        return tapedeck.run(words(List.of("bisect", "latest", "--when", when, "--json"), more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void aFailureThatNeedsThreeMessagesIsShrunkToThem(String language) throws IOException {
        split(language);
        String of =
                tapedeck.run("runs", "--json").jsonLines().getLast().get("run").asText();
        Shelled.Result shrunk = tapedeck.run("shrink", of, "--json");
        assertEquals(0, shrunk.exit(), shrunk.toString());
        JsonNode found = shrunk.json();
        assertEquals(3, found.get("inputs").asLong());
        assertEquals(3990, found.get("from_inputs").asLong());
        assertEquals("[17,2300,3990]", found.get("ordinals").toString());
        assertEquals(0, tapedeck.run("verify", "latest").exit());

        // It is a run: the newest, which can be looked at, and which a pipeline does not go on with.
        String id = found.get("run").asText();
        JsonNode last =
                tapedeck.run("inspect", "latest", "--at", "#3990", "--json").json();
        assertTrue(last.get("failure").get("error").asText().contains("opened by 3990"), last.toString());
        assertEquals(
                "{\"number\":3990,\"part\":\"hand\"}",
                last.get("input").get("value").toString());
        assertEquals(1, tapedeck.run("inspect", id, "--at", "#18", "--json").exit());
        JsonNode listed = tapedeck.run("runs", "--json").jsonLines().getLast();
        assertEquals(id, listed.get("run").asText());
        assertEquals("failed", listed.get("state").asText());
        assertEquals(of, listed.get("parent").get("run").asText());
        assertEquals(
                0,
                tapedeck.run(
                                "log",
                                "verify",
                                folder.resolve(".tapedeck/parts/" + id).toString())
                        .exit());
        assertEquals(
                of,
                tapedeck.run("run", "pipeline.toml", "--json").json().get("run").asText());

        JsonNode when =
                tapedeck.run("shrink", of, "--when", "state.lock > 0", "--json").json();
        assertEquals("[2300]", when.get("ordinals").toString());
        assertTrue(when.get("failure").isNull());
        assertEquals(1, tapedeck.run("shrink", "latest").exit());
    }

    @Test
    void theEarthquakesFailByOneMessage() throws IOException { // in Python, a story tells it
        quakes("java");
        JsonNode shrunk = tapedeck.run("shrink", "latest", "--json").json();
        assertEquals(1, shrunk.get("inputs").asLong());
        assertEquals("[706]", shrunk.get("ordinals").toString());
        JsonNode input =
                tapedeck.run("inspect", "latest", "--at", "#706", "--json").json();
        assertEquals("mw", input.get("input").get("value").get("magType").asText());
        assertTrue(input.get("failure").get("error").asText().contains("mw"));
    }

    @Test
    void oneStepsBackAndForth() throws IOException, InterruptedException {
        quakes("java"); // that Python goes back and forth too, EveryCheckpointTest tries
        Shelled.Result session = shelled.runOn("""
                where
                back
                state ml.count
                watch ml.count
                diff #600
                until state.md.count == 100

                back 3
                goto #99999
                frobnicate
                until input.valeu == 1
                goto first
                back
                help
                quit
                next
                """, "step", "latest");
        assertEquals(0, session.exit(), session.toString());
        String out = session.out();
        assertTrue(out.contains("failed at the last"), out);
        assertTrue(out.contains("mw"), out);
        assertTrue(out.contains("#706 > back\n#705  earthquakes/0@705"), out);
        assertTrue(out.contains("#705 > state ml.count\n  410\n"), out);
        assertTrue(out.contains("ml.count  350  →  410"), out);
        assertTrue(out.contains("#289  earthquakes/0@289"), out);
        assertTrue(out.contains("#289 > \n#290  "), out);
        assertTrue(out.contains("#290 > back 3\n#287  "), out);
        assertTrue(out.contains("no input at #99999; it has #1 … #706"), out);
        assertTrue(out.contains("there is no command \"frobnicate\""), out);
        assertTrue(out.contains("     ^ undefined field 'valeu'"), out);
        assertTrue(out.contains("#1 > back\n  this is the first input"), out);
        assertTrue(out.contains("goto POSITION"), out);
        assertFalse(out.contains("#2 "), "quit ends it");
    }

    @Test
    void howAKeyChangedIsToldAndDrawn() throws IOException {
        quakes("java");
        JsonNode history = tapedeck.run(
                        "inspect", "latest", "--state", "mww.count", "--from", "#100", "--to", "#400", "--json")
                .json();
        List<JsonNode> values = new ArrayList<>();
        history.get("history").forEach(values::add);
        assertEquals("#100", values.getFirst().get("position").asText());
        for (int i = 1; i < values.size(); i++) {
            long before = values.get(i - 1).get("value").asLong();
            assertEquals(before + 1, values.get(i).get("value").asLong());
        }
        assertTrue(values.size() > 2, history.toString());

        assertEquals(
                0,
                tapedeck.run("inspect", "latest", "--state", "ml.max", "--plot", "max.svg")
                        .exit());
        String svg = Files.readString(folder.resolve("max.svg"));
        assertTrue(svg.startsWith("<svg ") && svg.contains(">ml.max<"), svg);
        assertEquals(
                2,
                tapedeck.run("inspect", "latest", "--state", "ml", "--plot", "ml.svg")
                        .exit());
        assertEquals(1, tapedeck.run("inspect", "latest", "--state", "nothing").exit());
        assertEquals(2, tapedeck.run("inspect", "latest").exit());
        assertEquals(
                2,
                tapedeck.run("inspect", "latest", "--at", "#1", "--plot", "x.svg")
                        .exit());
    }

    private static String[] words(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    /** A pipeline whose outputs say which version of the code made them, and how many inputs it had seen. */
    private void count(String version) throws IOException {
        shelled.write("Count.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Count implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        long seen = context.state().has("seen") ? context.state().get("seen").asLong() + 1 : 1;
                        context.state().put("seen", Value.of(seen));
                        context.emit(Value.of("VERSION " + message.value().asLong() + " " + seen));
                    }
                }
                """.replace("VERSION", version));
        pipeline("counts", "1s", "Count", "java", "Count.java");
    }

    private JsonNode runCounts() throws IOException {
        return tapedeck.expect(0, "run", "pipeline.toml", "--json").json();
    }

    private static String outputs(String version, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "\"" + version + " " + i + " " + i + "\"\n")
                .collect(Collectors.joining());
    }

    @Test
    void aPipelineIsTakenBackAndGoesOnFromThere() throws IOException {
        count("one");
        shelled.write("in.ndjson", numbers(1, 50));
        String parent = runCounts().get("run").asText();
        count("two");
        shelled.write("in.ndjson", numbers(1, 60));
        runCounts();
        assertEquals(outputs("one", 1, 50) + outputs("two", 51, 60), shelled.read("out.ndjson"));

        JsonNode dry = tapedeck.run("rewind", "pipeline.toml", "--to", "#55", "--dry-run", "--json")
                .json();
        assertTrue(dry.get("run").isNull());
        assertEquals(5, dry.get("tasks").get(0).get("fed_again").asLong());
        assertEquals(
                parent,
                tapedeck.run("runs", "--json").jsonLines().getLast().get("run").asText());

        JsonNode made =
                tapedeck.run("rewind", "pipeline.toml", "--to", "#40", "--json").json();
        String child = made.get("run").asText();
        assertEquals(parent, made.get("parent").asText());
        assertEquals(0, tapedeck.run("verify", child).exit());
        count("three");
        shelled.write("in.ndjson", numbers(1, 65));
        JsonNode run = runCounts();
        assertEquals(child, run.get("run").asText());
        assertEquals(65, run.get("inputs").asLong());
        assertEquals(
                outputs("one", 1, 50) + outputs("two", 51, 60) + outputs("three", 61, 65),
                shelled.read("out.ndjson"),
                "what was delivered is not delivered again");
        assertEquals(0, tapedeck.run("verify", child).exit());
        assertEquals(0, tapedeck.run("verify", child, "--checkpoints").exit());
        JsonNode at = tapedeck.run("inspect", child, "--at", "#45", "--json").json();
        assertEquals("[\"three 45 45\"]", at.get("outputs").toString());
        assertEquals(
                "[\"one 40 40\"]",
                tapedeck.run("inspect", child, "--at", "#40", "--json")
                        .json()
                        .get("outputs")
                        .toString());
        JsonNode listed = tapedeck.run("runs", "--json").jsonLines().getLast();
        assertEquals("rewound", listed.get("parent").get("kind").asText());
        assertEquals(40, listed.get("parent").get("ordinal").asLong());
        assertEquals(child, runCounts().get("run").asText(), "with nothing new, it is completed at once");

        Shelled.Result all = tapedeck.run("rewind", "pipeline.toml", "--to", "#63", "--emit", "all", "--json");
        assertEquals(0, all.exit(), all.toString());
        Shelled.Result refused = tapedeck.run("run", "pipeline.toml");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("--overwrite"), refused.toString());
        assertEquals(0, tapedeck.run("run", "pipeline.toml", "--overwrite").exit());
        assertTrue(shelled.read("out.ndjson").endsWith(outputs("three", 64, 65)), shelled.read("out.ndjson"));

        Shelled.Result beyond = tapedeck.run("rewind", "pipeline.toml", "--to", "yesterday");
        assertEquals(2, beyond.exit());
        JsonNode toStart =
                tapedeck.run("rewind", "pipeline.toml", "--to", "#0", "--json").json();
        assertEquals(65, toStart.get("tasks").get(0).get("fed_again").asLong());
        assertEquals(65, runCounts().get("inputs").asLong());
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }

    private static final String TOTALS = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Totals implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    long sum = (context.state().has("sum") ? context.state().get("sum").asLong() : 0) + number;
                    context.state().put("sum", Value.of(sum));
                    context.emit(Value.map(
                            "sum", Value.of(sum),
                            "meta", Value.map("version", Value.of(VERSION), "half", Value.of(number / 2))));
                }
            }
            """;

    /** What other code would have made of a part of the run, with what may differ left out. */
    @Test
    void whatOtherCodeMakesOfAPartIsGroupedByWhatChanges() throws IOException {
        shelled.write("in.ndjson", numbers(1, 100));
        shelled.write("Totals.java", TOTALS.replace("VERSION", "1"));
        shelled.write("Other.java", TOTALS.replace("VERSION", "2"));
        shelled.write(
                "Worse.java", TOTALS.replace("VERSION", "2").replace("+ number;", "+ (number == 60 ? 0 : number);"));
        pipeline("totals", "0s", "totals", "java", "Totals.java");
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());

        JsonNode all = replay(4, "Other.java");
        assertEquals(100, all.get("changed").asLong());
        assertEquals(1, all.get("groups").size());
        assertEquals(
                "[\"meta.version\"]", all.get("groups").get(0).get("fields").toString());
        assertEquals(
                100,
                replay(0, "Other.java", "--ignore", "meta.version").get("same").asLong());
        assertEquals(
                100, replay(0, "Other.java", "--ignore", "meta").get("same").asLong());

        JsonNode part = replay(4, "Worse.java", "--from", "#51", "--to", "#70", "--ignore", "meta.version");
        assertEquals(20, part.get("inputs").asLong());
        assertEquals(9, part.get("same").asLong());
        assertEquals(11, part.get("changed").asLong());
        assertEquals("[\"sum\"]", part.get("groups").get(0).get("fields").toString());
        assertEquals(60, part.get("groups").get(0).get("first").get("ordinal").asLong());
        assertEquals(70 * 71 / 2, part.get("state").get(0).get("recorded").asLong());
        assertEquals(70 * 71 / 2 - 60, part.get("state").get(0).get("replayed").asLong());

        String shown = tapedeck.run("replay", "latest", "--with", "totals=Worse.java", "--diff")
                .out();
        assertTrue(shown.contains(".meta.version  1  →  2"), shown);
        assertTrue(shown.contains("41   .sum, .meta.version   first at #60"), shown);
        assertEquals(2, tapedeck.run("replay", "latest", "--from", "tomorrow").exit());
    }

    private JsonNode replay(int exit, String file, String... more) throws IOException {
        return tapedeck.expect(
                        exit, words(List.of("replay", "latest", "--with", "totals=" + file, "--diff", "--json"), more))
                .json();
    }

    @Test
    void twoRunsAreComparedMessageByMessage() throws IOException {
        shelled.write("in.ndjson", numbers(1, 100));
        shelled.write("Totals.java", TOTALS.replace("VERSION", "1"));
        pipeline("totals", "1s", "totals", "java", "Totals.java");
        String one =
                tapedeck.run("run", "pipeline.toml", "--json").json().get("run").asText();
        shelled.write(
                "Totals.java", TOTALS.replace("VERSION", "2").replace("+ number;", "+ (number == 60 ? 0 : number);"));
        shelled.write("in.ndjson", numbers(1, 110));
        String other = tapedeck.run("run", "pipeline.toml", "--new", "--overwrite", "--json")
                .json()
                .get("run")
                .asText();

        Shelled.Result differs = tapedeck.run("diff", one, other, "--ignore", "meta", "--json");
        assertEquals(4, differs.exit(), differs.toString());
        JsonNode found = differs.json();
        assertEquals(100, found.get("inputs").asLong());
        assertEquals(0, found.get("only_in_a").asLong());
        assertEquals(10, found.get("only_in_b").asLong());
        assertEquals(59, found.get("same").asLong());
        assertEquals(41, found.get("changed").asLong());
        assertEquals("[\"sum\"]", found.get("groups").get(0).get("fields").toString());
        assertEquals(100 * 101 / 2, found.get("state").get(0).get("recorded").asLong());
        assertEquals(
                110 * 111 / 2 - 60, found.get("state").get(0).get("replayed").asLong());
        assertEquals(0, tapedeck.run("diff", one, one).exit());
        assertTrue(tapedeck.run("diff", one).out().contains("10 that only " + other + " has"));
        assertEquals(1, tapedeck.run("diff", one, "nobody").exit());
    }
}
