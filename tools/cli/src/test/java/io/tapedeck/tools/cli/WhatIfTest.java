package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replays whose outputs are sent, or that are made again while the code is edited, and places that no run has. */
@Timeout(120)
final class WhatIfTest {
    private static final int INPUTS = 300;
    private static final int FAILS_AT = 251;
    private static final String DOUBLE = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Double implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().get("number").asLong();
                    if (number == 251) {
                        throw new IllegalArgumentException("no double of 251");
                    }
                    context.emit(MapValue.builder().put("double", Value.of(2 * number)).build());
                }
            }
            """;
    private static final String FIXED = DOUBLE.replace("class Double", "class Fixed")
            .replace("throw new IllegalArgumentException(\"no double of 251\")", "number = 0");

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
    void recordARun() throws IOException {
        shelled.clear();
        shelled.write("Double.java", DOUBLE);
        shelled.write("Fixed.java", FIXED);
        shelled.write(
                "in.ndjson",
                IntStream.rangeClosed(1, INPUTS)
                        .mapToObj(number -> "{\"number\":" + number + "}\n")
                        .collect(Collectors.joining()));
        pipeline("pipeline.toml", "out.ndjson");
        tapedeck.expect(1, "run", "pipeline.toml");
    }

    @AfterAll
    static void stopProcess() {
        tapedeck.close();
    }

    private void pipeline(String file, String to) throws IOException {
        shelled.write(file, """
                [pipeline.doubles]
                from = "file://in.ndjson"
                to = "file://OUT"
                [[pipeline.doubles.step]]
                id = "double"
                java = "Double.java"
                """.replace("OUT", to));
    }

    private static String doubles(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .map(number -> number == FAILS_AT ? 0 : number)
                .mapToObj(number -> "{\"double\":" + 2 * number + "}\n")
                .collect(Collectors.joining());
    }

    @Test
    void shouldSendTheOutputsOfAReplayOnce() throws Exception {
        pipeline("elsewhere.toml", "what-if.ndjson");
        String[] emit = {"replay", "latest", "--with", "double=Fixed.java", "--emit", "elsewhere.toml"};
        Shelled.Result sent = tapedeck.expect(0, emit);
        assertTrue(sent.err().contains("251 outputs will be sent to file://what-if.ndjson"), sent.err());
        assertTrue(sent.err().contains("251 outputs sent"), sent.err());
        assertEquals(doubles(1, FAILS_AT), shelled.read("what-if.ndjson"));
        assertEquals(doubles(1, FAILS_AT - 1), shelled.read("out.ndjson"));
        Shelled.Result again = tapedeck.expect(0, emit);
        assertTrue(again.err().contains("0 outputs sent; the others were there already"), again.err());
        assertEquals(doubles(1, FAILS_AT), shelled.read("what-if.ndjson"));
    }

    @Test
    void shouldSendOnlyWhatTheOtherCodeGot() throws Exception {
        pipeline("elsewhere.toml", "what-if.ndjson");
        Shelled.Result sent = tapedeck.expect(
                0,
                "replay",
                "latest",
                "--with",
                "double=Fixed.java",
                "--from",
                "#100",
                "--to",
                "#120",
                "--emit",
                "elsewhere.toml",
                "--json");
        assertEquals(21, sent.json().get("inputs").asInt());
        assertEquals(doubles(100, 120), shelled.read("what-if.ndjson"));
    }

    @Test
    void shouldNotTouchWhatTheRunDeliveredUnlessToldTo() throws Exception {
        String[] emit = {"replay", "latest", "--with", "double=Fixed.java", "--emit", "pipeline.toml"};
        Shelled.Result refused = tapedeck.expect(1, emit);
        assertTrue(refused.err().contains("--overwrite"), refused.err());
        assertEquals(doubles(1, FAILS_AT - 1), shelled.read("out.ndjson"));
        tapedeck.expect(0, "replay", "latest", "--with", "double=Fixed.java", "--emit", "pipeline.toml", "--overwrite");
        assertEquals(doubles(1, FAILS_AT), shelled.read("out.ndjson"));
    }

    @Test
    void shouldSayWhatIsMissingToSend() throws Exception {
        assertTrue(tapedeck.expect(2, "replay", "latest", "--yes").err().contains("--emit FILE"));
        shelled.write("other.toml", shelled.read("pipeline.toml").replace("doubles", "triples"));
        Shelled.Result other = tapedeck.expect(2, "replay", "latest", "--emit", "other.toml");
        assertTrue(other.err().contains("no pipeline \"doubles\", which is that of the run"), other.err());
        Shelled.Result watched = tapedeck.expect(2, "replay", "latest", "--watch");
        assertTrue(watched.err().contains("--with STEP=FILE"), watched.err());
    }

    @Test
    void shouldReplayAgainWheneverTheCodeIsSaved() throws Exception {
        Process watching = shelled.builder("replay", "latest", "--with", "double=Fixed.java", "--watch", "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = watching.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(1, next(out).get("added").asInt());
            shelled.write("Fixed.java", FIXED.replace("long number", "long"));
            shelled.write("Fixed.new", FIXED.replace("\"double\"", "\"twice\""));
            Files.move(shelled.path("Fixed.new"), shelled.path("Fixed.java"), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(FAILS_AT - 1, next(out).get("changed").asInt());
            shelled.write("Fixed.java", FIXED);
            assertEquals(FAILS_AT - 1, next(out).get("same").asInt());
            assertTrue(watching.isAlive());
        } finally {
            watching.destroy();
        }
    }

    private static JsonNode next(BufferedReader out) throws IOException {
        return new Shelled.Result(0, String.valueOf(out.readLine()), "").json();
    }

    @Test
    void shouldSayFromWhereToWhereARunGoes() throws Exception {
        List<String[]> commands = List.of(
                new String[] {"inspect", "latest", "--at", "#252"},
                new String[] {"inspect", "latest", "--state", "any", "--from", "in/0@900"},
                new String[] {"replay", "latest", "--from", "2999-01-01T00:00:00Z"},
                new String[] {"step", "latest", "--at", "#252"},
                new String[] {"export-test", "latest", "--at", "#252", "-o", "test"});
        for (String[] command : commands) {
            Shelled.Result outside = tapedeck.expect(1, command);
            assertTrue(
                    outside.err().contains("no input at " + command[command.length - 1]) || command.length > 5,
                    outside.err());
            assertTrue(outside.err().contains("it has #1 … #251, fed 20"), outside.err());
        }
        Shelled.Result json = tapedeck.expect(1, "inspect", "latest", "--at", "#252", "--json");
        assertEquals(1, json.json().get("exit").asInt());
    }
}
