package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the demo, step by step, in Python and in Java. */
final class QuakesTest {
    private static final String[] ELSEWHERE = {
        "-Duser.timezone=Asia/Tokyo", "-Duser.language=tr", "-Duser.country=TR", "-Xmx700m", "-XX:+UseSerialGC"
    };

    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @AfterEach
    void stop() {
        tapedeck.close();
    }

    @BeforeEach
    void copyTheExample() throws IOException {
        tapedeck = Shelled.staying(folder);
        for (String file : new String[] {
            "quakes.toml", "quakes-java.toml", "alerts.py", "alerts_fixed.py", "Alerts.java", "earthquakes.ndjson"
        }) {
            tapedeck.example("quakes/" + file);
        }
    }

    @Test
    void theDemoRunsToItsEnd() throws IOException, InterruptedException {
        Shelled.Result demo = new Shelled(folder).run("demo");
        assertEquals(0, demo.exit(), demo.toString());
        assertTrue(demo.out().contains("KeyError: 'mw'"), demo.out());
        assertTrue(demo.out().contains("alerts.py:22"), demo.out());
        assertTrue(demo.out().contains("added         1   first at #706"), demo.out());
        assertTrue(demo.out().contains("1,707 inputs"), demo.out());
        assertEquals("", demo.err());
    }

    @Test
    void aFailedRunIsInspectedVerifiedMendedAndGoesOn() throws IOException, InterruptedException {
        Shelled elsewhere = Shelled.staying(folder, ELSEWHERE);
        try (elsewhere) {
            failsAndIsMended(elsewhere);
        }
    }

    private void failsAndIsMended(Shelled elsewhere) throws IOException, InterruptedException {
        Shelled.Result failed = tapedeck.compiled().run("run", "quakes.toml", "--json");
        assertEquals(1, failed.exit(), failed.toString());
        JsonNode failure = failed.json().get("failure");
        assertEquals("earthquakes", failure.get("stream").asText());
        assertEquals(706, failure.get("ordinal").asLong());
        assertEquals("alerts", failure.get("step").asText());
        assertEquals("KeyError: 'mw'", failure.get("error").asText());

        JsonNode there =
                tapedeck.run("inspect", "latest", "--at", "#706", "--json").json();
        assertEquals("nc72963436", there.get("input").get("value").get("id").asText());
        assertEquals(410, there.get("state").get("ml").get("count").asLong());
        JsonNode before = tapedeck.run("inspect", "latest", "--at", "earthquakes/0@705", "--json")
                .json();
        assertEquals("#705", before.get("position").asText());

        Shelled.Result verified = elsewhere.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertTrue(verified.json().get("first_divergence").isNull());

        Shelled.Result diff = tapedeck.run("replay", "latest", "--with", "alerts=alerts_fixed.py", "--diff", "--json");
        assertEquals(4, diff.exit(), diff.toString());
        assertEquals(1, diff.json().get("added").asLong());
        assertEquals(0, diff.json().get("changed").asLong());
        assertEquals(706, diff.json().get("examples").get(0).get("ordinal").asLong());

        Files.copy(
                tapedeck.path("alerts_fixed.py"),
                tapedeck.path("alerts.py"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Shelled.Result completed = tapedeck.run("run", "quakes.toml", "--json");
        assertEquals(0, completed.exit(), completed.toString());
        assertEquals(1707, completed.json().get("inputs").asLong());
        assertEquals(0, elsewhere.run("verify", "latest").exit());
    }

    @Test
    void javaAndPythonMakeTheSameOutputs() throws IOException, InterruptedException {
        Files.copy(
                tapedeck.path("alerts_fixed.py"),
                tapedeck.path("alerts.py"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String java = Files.readString(tapedeck.path("Alerts.java"));
        tapedeck.write(
                "Alerts.java",
                java.replace(
                        "\"mwr\", \"moment (regional)\")",
                        "\"mwr\", \"moment (regional)\",\n            \"mw\", \"moment\")"));
        for (String file : new String[] {"quakes.toml", "quakes-java.toml"}) {
            String name = file.replace(".toml", "");
            String toml = Files.readString(tapedeck.path(file));
            tapedeck.write(file, toml.replaceAll("chronicle://[a-z-]+", "file://" + name + ".ndjson"));
            Shelled.Result result = tapedeck.run("run", file);
            assertEquals(0, result.exit(), result.toString());
        }
        assertEquals(tapedeck.read("quakes.ndjson"), tapedeck.read("quakes-java.ndjson"));
        assertEquals(107, tapedeck.read("quakes.ndjson").lines().count());
    }

    @Test
    void replayNamesTheFirstMessageThatDiffers() throws IOException, InterruptedException {
        tapedeck.run("run", "quakes.toml");
        String changed =
                Files.readString(tapedeck.path("alerts.py")).replace("magnitude >= 5 else", "magnitude >= 4.7 else");
        tapedeck.write("changed.py", changed);
        Shelled.Result diff = tapedeck.run("replay", "latest", "--with", "alerts=changed.py", "--diff");
        assertEquals(4, diff.exit(), diff.toString());
        assertTrue(diff.out().contains("first at #"), diff.out());
        assertTrue(diff.out().contains("moderate"), diff.out());
    }
}
