package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} finds every mistake at once; what {@code init} makes runs as it is. */
final class CheckAndInitTest {
    @TempDir
    private Path folder;

    /** What {@code check} says of a pipeline file with mistakes, line by line. */
    private List<String> mistakes(String toml) throws IOException, InterruptedException {
        Shelled tapedeck = new Shelled(folder);
        tapedeck.write("in.ndjson", "1\n");
        tapedeck.write("bad.toml", toml);
        Shelled.Result result = tapedeck.run("check", "bad.toml");
        assertEquals(2, result.exit(), result.toString());
        return result.err().lines().toList();
    }

    @Test
    void everyMistakeIsReportedAtOnceWithItsPlace() throws IOException, InterruptedException {
        List<String> lines = mistakes("""
                [pipeline.orders]
                form = "file://in.ndjson"
                from = "file://in.ndjson"
                to = "stdio://"
                guarantee = "once"
                durability = 3

                [[pipeline.orders.step]]
                python = "missing.py"
                on_error = "explode"
                """);
        assertTrue(lines.get(0).startsWith("bad.toml:2:1  unknown key \"form\"; did you mean \"from\"?"), lines.get(0));
        assertTrue(lines.get(1).startsWith("bad.toml:5:1  \"guarantee\": stdio can be at least once"), lines.get(1));
        assertTrue(lines.get(2).startsWith("bad.toml:6:1  \"durability\" must be a string"), lines.get(2));
        assertTrue(lines.get(3).startsWith("bad.toml:9:1  step \"missing\""), lines.get(3));
        assertTrue(lines.get(4).startsWith("bad.toml:10:1  \"on_error\" is \"stop\""), lines.get(4));
        assertEquals("5 mistakes", lines.get(5));
    }

    @Test
    void twoSinksAreNotOneStream() throws IOException, InterruptedException {
        List<String> lines = mistakes("""
                [pipeline.orders]
                from = "file://in.ndjson"
                to = "redis://localhost/out"
                dead_letter = { url = "redis://localhost/out" }
                """);
        assertTrue(lines.get(0).startsWith("bad.toml:4:1  \"dead_letter\" is the stream of \"to\""), lines.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "java"})
    void whatInitMakesRuns(String language) throws IOException, InterruptedException {
        Shelled tapedeck = new Shelled(folder);
        JsonNode made =
                tapedeck.run("init", "mine", "--lang", language, "--json").json();
        assertEquals("mine", made.get("folder").asText());
        for (JsonNode file : made.get("files")) {
            assertTrue(Files.exists(folder.resolve("mine").resolve(file.asText())), file.asText());
        }
        Shelled.Result checked = tapedeck.run("check", "mine/pipeline.toml");
        assertEquals(0, checked.exit(), checked.toString());
        assertTrue(checked.out().contains("once"), checked.out());
        assertEquals(0, tapedeck.run("run", "mine/pipeline.toml").exit());
        assertEquals(5, tapedeck.read("mine/totals.ndjson").lines().count());
        assertTrue(tapedeck.read("mine/totals.ndjson").contains("{\"customer\":\"ada\",\"spent\":132.5}"));
        assertEquals(2, tapedeck.run("init", "mine").exit(), "a folder that is there is not touched");
    }
}
