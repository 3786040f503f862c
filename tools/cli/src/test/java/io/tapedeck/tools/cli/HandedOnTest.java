package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that have the value of the input: the log has it once, and all commands tell it. */
final class HandedOnTest {
    private static final int INPUTS = 20;
    private static final String CLASS = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;
            import java.util.List;

            public final class NAME implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    BODY
                }
            }
            """;
    private static final String EVEN = """
            long n = message.value().get("n").asLong();
            if (n % 2 == 0) {
                context.emit(new Output(VALUE, Value.of(n), List.of(new Header("even", Value.of(true)))));
            }
            """;
    private static final String EVEN_PYTHON = """
            def process(message, context):
                n = message.value["n"]
                if n % 2 == 0:
                    context.emit(VALUE, key=n, headers=[("even", True)])
            """;

    @TempDir
    private static Path folder;

    private static Shelled files;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder, files);
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    @BeforeEach
    void write() throws IOException {
        files.clear();
        files.write("in.ndjson", lines(1));
        java("Pass", "context.emit(message.value());");
        java("Even", EVEN.replace("VALUE", "message.value()"));
        java("Other", EVEN.replace("VALUE", "n == 4 ? Value.of(\"another\") : message.value()"));
        files.write("Pass.py", "def process(message, context):\n    return dict(message.value)\n");
        files.write("Even.py", EVEN_PYTHON.replace("VALUE", "message.value"));
        files.write("Other.py", EVEN_PYTHON.replace("VALUE", "'another' if n == 4 else message.value"));
    }

    private static void java(String name, String body) throws IOException {
        files.write(name + ".java", CLASS.replace("NAME", name).replace("BODY", body));
    }

    private static String line(int n) {
        return "{\"n\":" + n + ",\"list\":[1.5,-0.0,null],\"text\":\"payload " + n + ".\"}\n";
    }

    private static String lines(int every) {
        return IntStream.rangeClosed(1, INPUTS)
                .filter(n -> n % every == 0)
                .mapToObj(HandedOnTest::line)
                .collect(Collectors.joining());
    }

    private static void pipeline(String from, String... steps) throws IOException {
        StringBuilder text = new StringBuilder("[pipeline.numbers]\n" + from + "\nto = \"file://out.ndjson\"\n");
        for (String step : steps) {
            text.append("[[pipeline.numbers.step]]\nid = \"")
                    .append(step, step.indexOf('"') + 1, step.indexOf('.'))
                    .append("\"\n")
                    .append(step)
                    .append('\n');
        }
        files.write("pipeline.toml", text.toString());
    }

    /** Runs the pipeline anew; returns the log. */
    private static Path run() throws IOException {
        String id = tapedeck.expect(0, "run", "pipeline.toml", "--new", "--overwrite", "--json")
                .json()
                .get("run")
                .asText();
        return folder.resolve(".tapedeck/numbers").resolve(id.substring(0, 8)).resolve("log");
    }

    private static List<StepRecord> steps(Path log) throws IOException {
        List<StepRecord> steps = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                if (reader.record() instanceof StepRecord step) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    /** How many items the list has as which each output stands in a step record: 2 without the value. */
    private static List<Integer> sizes(StepRecord step) {
        List<Integer> sizes = new ArrayList<>();
        for (Call call : step.calls()) {
            ValueDecoder decoder = new ValueDecoder(call.outputs());
            while (decoder.hasMore()) {
                sizes.add(decoder.read().asList().size());
            }
        }
        return sizes;
    }

    private static List<Integer> sizes(Path log) throws IOException {
        return steps(log).stream().flatMap(step -> sizes(step).stream()).toList();
    }

    /** Writes a log as it was before outputs were without their value, and without what refers to places in it. */
    private static void rewriteWhole(Path log) throws IOException {
        Path before = log.resolveSibling("before");
        Files.move(log, before);
        Value input = Value.NULL;
        try (LogReader reader = LogReader.open(before);
                LogWriter writer = LogWriter.create(log, LogUse.RUN, reader.logId(), LogSettings.of(Durability.OS))) {
            while (reader.next()) {
                switch (reader.record()) {
                    case MessageRecord message -> {
                        input = io.tapedeck.controller.RecordedMessage.value(message.message());
                        writer.append(
                                message.ordinal(), message.feedTimeNanos(), message.message(), message.position());
                    }
                    case StepRecord step -> writer.append(whole(step, input));
                    case RunRecord record
                    when record.kind() != RunRecord.Kind.CHECKPOINT && record.kind() != RunRecord.Kind.SNAPSHOT ->
                        writer.append(record);
                    default -> {}
                }
            }
        }
    }

    private static StepRecord whole(StepRecord step, Value input) {
        List<Call> calls = new ArrayList<>();
        for (Call call : step.calls()) {
            ValueEncoder encoder = new ValueEncoder();
            ValueDecoder decoder = new ValueDecoder(call.outputs());
            while (decoder.hasMore()) {
                encoder.write(Output.ofRecorded(decoder.read(), () -> input));
            }
            Bytes outputs = encoder.toBytes();
            calls.add(new Call(call.step(), call.outputCount(), call.outputsDigest(), call.stateDigest(), outputs));
        }
        return new StepRecord(step.ordinal(), step.endNanos(), calls);
    }

    private static void assertReplays(String run, String other) throws IOException {
        JsonNode verified = tapedeck.expect(0, "verify", run, "--json").json();
        assertEquals(2 * INPUTS, verified.get("steps").asInt(), verified.toString());
        JsonNode same = tapedeck.expect(0, "replay", run, "--diff", "--json").json();
        assertEquals(INPUTS / 2, same.get("same").asInt(), same.toString());
        JsonNode changed = tapedeck.expect(4, "replay", run, "--with", "Even=" + other, "--diff", "--json")
                .json();
        assertEquals(INPUTS / 2 - 1, changed.get("same").asInt(), changed.toString());
        assertEquals(1, changed.get("changed").asInt(), changed.toString());
        JsonNode inspected =
                tapedeck.expect(0, "inspect", run, "--at", "#4", "--json").json();
        assertEquals(line(4).strip(), inspected.get("outputs").get(0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "py"})
    void theValueStandsOnceInTheLogAndIsToldByAllCommands(String ending) throws IOException {
        String language = ending.equals("py") ? "python" : "java";
        pipeline(
                "from = \"file://in.ndjson\"",
                language + " = \"Pass." + ending + "\"",
                language + " = \"Even." + ending + "\"");
        Path log = run();
        assertEquals(lines(2), files.read("out.ndjson"));
        assertEquals(Collections.nCopies(INPUTS + INPUTS / 2, 2), sizes(log));
        String segment = Files.readString(log.resolve("000000.tape"), StandardCharsets.ISO_8859_1);
        assertEquals(2, segment.split("payload 4\\.", -1).length, "it stands once");
        assertReplays("latest", "Other." + ending);

        String first = log.getParent().getFileName().toString();
        rewriteWhole(log);
        assertEquals(Collections.nCopies(INPUTS + INPUTS / 2, 3), sizes(log));
        assertReplays(first, "Other." + ending);
        Path second = run();
        JsonNode same = tapedeck.expect(
                        0, "diff", first, second.getParent().getFileName().toString(), "--json")
                .json();
        assertEquals(INPUTS / 2, same.get("same").asInt(), same.toString());
        files.write("Even." + ending, files.read("Other." + ending).replace("class Other", "class Even"));
        Path third = run();
        for (String one : List.of(first, second.getParent().getFileName().toString())) {
            Shelled.Result differs = tapedeck.expect(
                    4, "diff", one, third.getParent().getFileName().toString(), "--json");
            assertEquals(INPUTS / 2 - 1, differs.json().get("same").asInt(), differs.toString());
            assertEquals(1, differs.json().get("changed").asInt(), differs.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ url = \"stdio://FOLDER/in.ndjson\", decode = \"text\" }",
                "{ url = \"stdio://FOLDER/in.ndjson\", decode = \"bytes\" }",
                "\"file://in.csv\"",
            })
    void whatIsNotJsonIsHandedOnToo(String from) throws IOException {
        files.write("in.csv", "n,text\n" + "1,a row\n".repeat(INPUTS));
        pipeline("from = " + from.replace("FOLDER", folder.toString()), "java = \"Pass.java\"");
        assertEquals(Collections.nCopies(INPUTS, 2), sizes(run()));
        tapedeck.expect(0, "verify", "latest");
        JsonNode again =
                tapedeck.expect(0, "replay", "latest", "--diff", "--json").json();
        assertEquals(INPUTS, again.get("same").asInt(), again.toString());
        String last = files.read("out.ndjson").lines().toList().getLast();
        JsonNode inspected = tapedeck.expect(0, "inspect", "latest", "--at", "#" + INPUTS, "--json")
                .json();
        assertEquals(last, inspected.get("outputs").get(0).toString());
    }

    @Test
    void anotherValueOrAnotherOrderStandsWhole() throws IOException {
        java("Reordered", """
                MapValue map = message.value().asMap();
                context.emit(message.value());
                context.emit(MapValue.builder().put("n", map.get("n")).put("text", map.get("text"))
                        .put("list", map.get("list")).build());
                context.emit(map.get("n"));
                """);
        pipeline("from = \"file://in.ndjson\"", "java = \"Reordered.java\"");
        for (StepRecord step : steps(run())) {
            assertEquals(List.of(2, 3, 3), sizes(step));
        }
        tapedeck.expect(0, "verify", "latest");
        String line = files.read("out.ndjson").lines().toList().get(1);
        assertEquals("{\"n\":1,\"text\":\"payload 1.\",\"list\":[1.5,-0.0,null]}", line);
        assertEquals(
                line,
                tapedeck.expect(0, "inspect", "latest", "--at", "#1", "--json")
                        .json()
                        .get("outputs")
                        .get(1)
                        .toString());
    }

    /** Each message sets a timer that fires before the next one, and then puts out what that one holds. */
    @Test
    void whatATimerPutsOutStandsWhole() throws IOException {
        files.write(
                "in.ndjson",
                IntStream.rangeClosed(1, INPUTS).mapToObj(n -> n + "\n").collect(Collectors.joining()));
        files.write("timers.py", """
                def process(message, context):
                    context.timers.set(message.value + 1, context.now())
                    return message.value

                def on_timer(timer, context):
                    return timer.key
                """);
        pipeline("from = \"file://in.ndjson\"", "python = \"timers.py\"", "java = \"Pass.java\"");
        List<StepRecord> steps = steps(run());
        assertEquals(List.of(2, 2), sizes(steps.getFirst()));
        for (StepRecord step : steps.subList(1, INPUTS)) {
            assertEquals(List.of(3, 3, 2, 2), sizes(step), "#" + step.ordinal());
        }
        tapedeck.expect(0, "verify", "latest");
        assertEquals(
                "[7,7]",
                tapedeck.expect(0, "inspect", "latest", "--at", "#7", "--json")
                        .json()
                        .get("outputs")
                        .toString());
    }

    @Test
    void whereInputsAreWithheldOutputsStandWhole() throws IOException {
        pipeline("from = \"file://in.ndjson\"\nrecord = \"ranges\"", "java = \"Pass.java\"", "java = \"Even.java\"");
        Path log = run();
        assertEquals(Collections.nCopies(INPUTS + INPUTS / 2, 3), sizes(log));
        assertReplays("latest", "Other.java");
    }
}
