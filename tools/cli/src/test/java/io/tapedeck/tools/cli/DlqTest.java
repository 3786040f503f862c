package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run passed over: its dead letters, and {@code dlq}. */
class DlqTest {
    private static final String MALFORMED = "{\"n\": 7, \"text\": ";

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder, shelled);
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    /** Twenty lines, of which 7 is cut short, and 13 and 14 have texts for numbers (and blanks that JSON does not need). */
    private static JsonNode run(String name, String settings) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int n = 1; n <= 20; n++) {
            String number = n == 13 || n == 14 ? "\"" + n + "\"" : Integer.toString(n);
            lines.append(n == 7 ? MALFORMED : "{ \"n\":  " + number + " }").append('\n');
        }
        shelled.write(name + ".ndjson", lines.toString());
        shelled.write(name + ".toml", """
                [pipeline.NAME]
                from = "file://NAME.ndjson"
                to = "file://NAME.out.ndjson"
                SETTINGS
                [[pipeline.NAME.step]]
                id = "doubled"
                map = "input.value.n * 2"
                """.replace("NAME", name).replace("SETTINGS", settings));
        return tapedeck.expect(ExitCode.DONE, "run", name + ".toml", "--json").json();
    }

    @Test
    void aDeadLetterHoldsTheMessageAsItCameAndWhereItIs() throws IOException {
        JsonNode run = run("letters", "on_error = \"dead-letter\"\ndead_letter = \"file://dead.ndjson\"");
        List<JsonNode> letters = new Shelled.Result(0, shelled.read("dead.ndjson"), "").jsonLines();
        assertEquals(
                List.of(7, 13, 14),
                letters.stream().map(each -> each.get("ordinal").asInt()).toList());
        JsonNode malformed = letters.get(0);
        assertEquals(MALFORMED, text(malformed));
        assertEquals("input", malformed.get("kind").asText());
        assertFalse(malformed.has("value"));
        assertTrue(malformed.has("time"), "what is known of it without its content");
        JsonNode failed = letters.get(1);
        assertEquals("{ \"n\":  \"13\" }", text(failed));
        assertEquals("13", failed.get("value").get("n").asText());
        assertEquals(run.get("run").asText(), failed.get("run").asText());
        assertEquals(
                "letters/0@13 doubled error",
                failed.get("stream").asText() + "/" + failed.get("shard") + "@" + failed.get("sequence") + " "
                        + failed.get("step").asText() + " " + failed.get("kind").asText());
    }

    private static String text(JsonNode letter) {
        return new String(Base64.getDecoder().decode(letter.get("bytes").asText()), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSkippedIsListedShownAndSentAgainOnce() throws Exception {
        String id = run("skipped", "on_error = \"skip\"").get("run").asText();

        List<JsonNode> listed =
                tapedeck.expect(ExitCode.DONE, "dlq", "ls", id, "--json").jsonLines();
        assertEquals(
                List.of("#7", "#13", "#14"),
                listed.stream().map(each -> each.get("position").asText()).toList());
        assertEquals("skip", listed.get(0).get("decision").asText());
        assertEquals(
                List.of("#7"),
                tapedeck.expect(ExitCode.DONE, "dlq", "ls", id, "--error", "JSON", "--json").jsonLines().stream()
                        .map(each -> each.get("position").asText())
                        .toList());
        String table = tapedeck.expect(ExitCode.DONE, "dlq", "ls", id, "--step", "doubled")
                .out();
        assertEquals(2, table.lines().count(), table);
        assertTrue(table.startsWith("#13 ") && table.contains("skipped/0@13") && table.contains("doubled"), table);

        JsonNode shown = tapedeck.expect(ExitCode.DONE, "dlq", "show", id, "--at", "skipped/0@7", "--json")
                .json();
        assertEquals(MALFORMED, text(shown));
        assertTrue(tapedeck.expect(ExitCode.DONE, "dlq", "show", id, "--at", "#14")
                .out()
                .contains("{\"n\":\"14\"}"));
        tapedeck.expect(ExitCode.FAILED, "dlq", "show", id, "--at", "#15");
        tapedeck.expect(ExitCode.WRONG_USE, "dlq", "show", id, "--at", "fifteen");

        String[] redrive = {"dlq", "redrive", id, "--step", "doubled", "--to", "file://again.ndjson", "--json"};
        assertEquals(
                2, tapedeck.expect(ExitCode.DONE, redrive).json().get("sent").asInt());
        JsonNode again = tapedeck.expect(ExitCode.DONE, redrive).json();
        assertEquals(0, again.get("sent").asInt());
        assertEquals(2, again.get("already_there").asInt());
        assertEquals("{\"n\":\"13\"}\n{\"n\":\"14\"}\n", shelled.read("again.ndjson"));
        String refused = tapedeck.expect(
                        ExitCode.FAILED, "dlq", "redrive", id, "--at", "#13", "--to", "file://again.ndjson")
                .err();
        assertTrue(refused.contains("--overwrite"), refused);

        JsonNode dry = tapedeck.expect(
                        ExitCode.DONE, "dlq", "redrive", id, "--to", "file://dry.ndjson", "--dry-run", "--json")
                .json();
        assertEquals(3, dry.get("messages").asInt());
        assertFalse(Files.exists(folder.resolve("dry.ndjson")));
        JsonNode partly = tapedeck.expect(
                        ExitCode.DATA_LOST, "dlq", "redrive", id, "--to", "file://partly.ndjson", "--json")
                .json();
        assertEquals(2, partly.get("sent").asInt());
        assertEquals(1, partly.get("left_out").asInt());
        Shelled.Result piped = shelled.run("dlq", "redrive", id, "--at", "#13", "--to", "stdio://");
        assertEquals("{\"n\":\"13\"}\n", piped.out(), piped.toString());
    }

    @Test
    void whatTheLogWithholdsIsReadAgainAtItsSource() throws IOException {
        String id = run("ranges", "on_error = \"skip\"\nrecord = \"ranges\"")
                .get("run")
                .asText();
        tapedeck.expect(ExitCode.DONE, "dlq", "redrive", id, "--step", "doubled", "--to", "file://found.ndjson");
        assertEquals("{\"n\":\"13\"}\n{\"n\":\"14\"}\n", shelled.read("found.ndjson"));
        Files.delete(folder.resolve("ranges.ndjson"));
        assertEquals(
                3,
                tapedeck.expect(ExitCode.DONE, "dlq", "ls", id, "--json")
                        .jsonLines()
                        .size());
        String gone = tapedeck.expect(ExitCode.FAILED, "dlq", "show", id, "--at", "#13")
                .err();
        assertTrue(gone.contains("cannot be read again"), gone);
    }

    @Test
    void aRunThatPassedOverNothingSaysSo() throws IOException {
        shelled.write("clean.ndjson", "1\n");
        shelled.write(
                "clean.toml", "[pipeline.clean]\nfrom = \"file://clean.ndjson\"\nto = \"file://clean.out.ndjson\"\n");
        tapedeck.expect(ExitCode.DONE, "run", "clean.toml");
        String id = tapedeck.expect(ExitCode.DONE, "run", "clean.toml", "--json")
                .json()
                .get("run")
                .asText();
        assertTrue(tapedeck.expect(ExitCode.DONE, "dlq", "ls", id).err().contains("passed over nothing"));
    }
}
