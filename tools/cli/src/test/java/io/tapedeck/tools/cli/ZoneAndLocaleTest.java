package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zone and locale of a pipeline's processors: as its file says, recorded, and never the machine's. */
final class ZoneAndLocaleTest {
    private static final String PIPELINE = """
            [pipeline.shown]
            from = "file://in.ndjson"
            to = "file://out.ndjson"
            zone = "Europe/Berlin"
            locale = "de-DE"

            [[pipeline.shown.step]]
            java = "Shown.java"

            [[pipeline.shown.step]]
            python = "shown.py"
            """;

    private static final String ROW =
            "[%d,\"donnerstag 01:00 1.234,50 Thu Jan 01 01:00:00 CET 1970\",\"01 CET +01:00\"]\n";

    @TempDir
    private Path folder;

    private Shelled tapedeck;
    private Shelled inTokyo;

    @AfterEach
    void stop() {
        tapedeck.close();
        inTokyo.close();
    }

    @BeforeEach
    void write() throws IOException {
        tapedeck = Shelled.staying(folder);
        inTokyo = Shelled.staying(folder, "-Duser.timezone=Asia/Tokyo", "-Duser.language=ja", "-Duser.country=JP");
        tapedeck.write("pipeline.toml", PIPELINE);
        tapedeck.write("in.ndjson", "1\n2\n");
        tapedeck.write("Shown.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;
                import java.time.*;
                import java.time.format.DateTimeFormatter;
                import java.util.*;

                public final class Shown implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        ZonedDateTime start = Instant.EPOCH.atZone(ZoneId.systemDefault());
                        String text = DateTimeFormatter.ofPattern("EEEE HH:mm").format(start).toLowerCase()
                                + String.format(" %,.2f ", 1234.5) + new Date(0);
                        context.state().put("now", Value.of(LocalDateTime.now().toString()));
                        context.emit(Value.list(message.value(), Value.of(text)));
                    }
                }
                """);
        tapedeck.write("shown.py", """
                import time
                from datetime import datetime

                def process(message, context):
                    context.state["now"] = str(datetime.now().astimezone())
                    local = datetime.fromtimestamp(0).astimezone()
                    context.emit([*message.value, time.strftime("%H %Z", time.localtime(0)) + " " + local.isoformat()[-6:]])
                """);
    }

    private void succeeds(Shelled shelled, String... command) throws IOException, InterruptedException {
        Shelled.Result result = shelled.run(command);
        assertEquals(0, result.exit(), result.toString());
    }

    private void refused(String text, String... command) throws IOException, InterruptedException {
        Shelled.Result result = tapedeck.run(command);
        assertEquals(1, result.exit(), result.toString());
        assertTrue(result.err().contains(text), result.err());
    }

    @Test
    void aRunKeepsThemWhereverItGoesOnOrIsReplayed() throws IOException, InterruptedException {
        succeeds(tapedeck, "run", "pipeline.toml");
        assertEquals(ROW.formatted(1) + ROW.formatted(2), tapedeck.read("out.ndjson"));

        Files.writeString(tapedeck.path("in.ndjson"), "3\n", StandardOpenOption.APPEND);
        succeeds(inTokyo, "run", "pipeline.toml");
        assertEquals(ROW.formatted(1) + ROW.formatted(2) + ROW.formatted(3), tapedeck.read("out.ndjson"));

        tapedeck.write("pipeline.toml", PIPELINE.replace("Europe/Berlin", "America/New_York"));
        refused(
                "has zone Europe/Berlin and locale de-DE, the pipeline file now says zone America/New_York and"
                        + " locale de-DE; --new starts a new run",
                "run",
                "pipeline.toml");
        tapedeck.write("pipeline.toml", PIPELINE.replace("locale = \"de-DE\"\n", ""));
        refused("the pipeline file now says zone Europe/Berlin and locale root", "run", "pipeline.toml");

        succeeds(inTokyo, "verify", "latest");
        succeeds(inTokyo, "verify", "latest", "--checkpoints");
        succeeds(inTokyo, "replay", "latest", "--diff");
        assertTrue(inTokyo.run("inspect", "latest", "--at", "#2").out().contains("donnerstag 01:00"));

        succeeds(tapedeck, "run", "pipeline.toml", "--new", "--overwrite");
        assertEquals(
                ROW.formatted(1).replace("donnerstag", "thu").replace("1.234,50", "1,234.50"),
                tapedeck.read("out.ndjson").lines().findFirst().orElseThrow() + "\n");
    }

    @Test
    void checkTellsThemAndTriesTheCodeInThem() throws IOException, InterruptedException {
        tapedeck.write("pipeline.toml", PIPELINE.substring(0, PIPELINE.lastIndexOf("[[")));
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml");
        assertEquals(0, checked.exit(), checked.toString());
        assertTrue(checked.out().contains("zone Europe/Berlin, locale de-DE"), checked.out());
        var json = tapedeck.run("check", "pipeline.toml", "--json")
                .json()
                .get("pipelines")
                .get(0);
        assertEquals("Europe/Berlin", json.get("zone").asText());
        assertEquals("de-DE", json.get("locale").asText());

        succeeds(tapedeck, "run", "pipeline.toml");
        Shelled.Result tried = tapedeck.run("check", "pipeline.toml", "--determinism");
        assertEquals(0, tried.exit(), tried.toString());
        assertTrue(tried.out().contains("✓ in another process  identical: 2 calls"), tried.out());
    }

    @Test
    void unknownOnesAreMistakes() throws IOException, InterruptedException {
        tapedeck.write(
                "pipeline.toml",
                PIPELINE.replace("Europe/Berlin", "Europe/Berln").replace("de-DE", "de_DE"));
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml");
        assertEquals(2, checked.exit(), checked.toString());
        List<String> lines = checked.err().lines().toList();
        assertEquals(
                "pipeline.toml:4:1  \"zone\" is a time zone such as \"Europe/Berlin\" or an offset such as \"+02:00\","
                        + " not \"Europe/Berln\"; did you mean \"Europe/Berlin\"?",
                lines.get(0));
        assertEquals(
                "pipeline.toml:5:1  \"locale\" is a language tag such as \"de-DE\", or \"root\", not \"de_DE\";"
                        + " did you mean \"de-DE\"?",
                lines.get(1));
        assertEquals("2 mistakes", lines.get(2));
    }
}
