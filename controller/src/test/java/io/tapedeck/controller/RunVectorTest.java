package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The vector {@code spec/vectors/controller}, which no class of this module made: its records are what these classes
 * would write, and the states at its checkpoints what they read.
 */
class RunVectorTest {
    private static final Path VECTORS = Path.of(System.getProperty("tapedeck.root"), "spec", "vectors");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void eachRecordIsWhatTheControllerWrites() throws IOException {
        Set<RunRecord.Kind> kinds = EnumSet.noneOf(RunRecord.Kind.class);
        Map<Long, FedInput> inputs = new HashMap<>();
        FeedRanges fed = new FeedRanges();
        try (LogReader log = LogReader.open(VECTORS.resolve("controller"))) {
            while (log.next()) {
                switch (log.record()) {
                    case MessageRecord message -> inputs.put(message.ordinal(), FedInput.of(message));
                    case StepRecord step -> fed.add(inputs.get(step.ordinal()));
                    case RunRecord record -> {
                        kinds.add(record.kind());
                        assertEquals(
                                ValueEncoder.encode(record.content()),
                                ValueEncoder.encode(writtenAnew(record, fed).content()),
                                record::toString);
                    }
                    default -> {}
                }
            }
        }
        assertEquals(EnumSet.allOf(RunRecord.Kind.class), kinds);
    }

    private static RunRecord writtenAnew(RunRecord record, FeedRanges fed) {
        return switch (record.kind()) {
            case RUN_START -> RunStart.ofRecord(record).toRecord();
            case CODE_CHANGE -> CodeValues.toChange(CodeValues.ofValue(record.content()));
            case FEED -> fed.toRecord(record.content().get("delivered").asMap());
            case FAILURE -> Failure.ofRecord(record).toRecord();
            case RUN_END -> RunEnd.ofRecord(record).toRecord();
            case CHECKPOINT -> Checkpoint.ofRecord(record).toRecord();
            case SNAPSHOT -> StatePart.ofRecord(record).toRecord();
            case EFFECT -> RecordedEffect.ofRecord(record).toRecord();
        };
    }

    @Test
    void theStateAtEachCheckpointIsWhatTheVectorTells() throws IOException {
        JsonNode told = JSON.readTree(VECTORS.resolve("states.json").toFile());
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(VECTORS.resolve("controller"))) {
            for (JsonNode each : told) {
                LogPosition position = new LogPosition(
                        each.get("segment").asInt(), each.get("offset").asLong());
                RecordedCheckpoint at = recorded.at(position).orElseThrow();
                assertEquals(each.get("inputs").asLong(), at.checkpoint().inputs());
                ArrayNode code = JSON.createArrayNode();
                recorded.code(at).stream().map(ProcessorCode::digest).forEach(code::add);
                assertEquals(each.get("code"), code);
                ArrayNode states = JSON.createArrayNode();
                recorded.states(at).forEach(state -> states.add(json(state)));
                assertEquals(each.get("states").toString(), states.toString());
            }
            LogPosition last = recorded.last().orElseThrow().position();
            assertEquals(told.get(told.size() - 1).get("offset").asLong(), last.offset());
        }
    }

    @Test
    void theOutputsOfEachCallAreWhatTheVectorTells() throws IOException {
        Map<Long, FedInput> inputs = new HashMap<>();
        ArrayNode read = JSON.createArrayNode();
        try (LogReader log = LogReader.open(VECTORS.resolve("controller"))) {
            while (log.next()) {
                if (log.record() instanceof MessageRecord message) {
                    inputs.put(message.ordinal(), FedInput.of(message));
                } else if (log.record() instanceof StepRecord step) {
                    for (Call call : step.calls()) {
                        addOutputs(read, inputs.get(step.ordinal()), call);
                    }
                }
            }
        }
        assertEquals(JSON.readTree(VECTORS.resolve("outputs.json").toFile()).toPrettyString(), read.toPrettyString());
    }

    private static void addOutputs(ArrayNode read, FedInput input, Call call) {
        ValueEncoder encoder = new ValueEncoder();
        long digest = 0;
        for (Output output : RecordedOutputs.of(input, call).outputs()) {
            encoder.clear();
            encoder.write(output);
            digest = encoder.hashFrom(0, digest);
            read.addObject()
                    .put("ordinal", input.ordinal())
                    .put("step", call.step())
                    .set("output", json(output.toValue()));
        }
        assertEquals(call.outputsDigest(), digest);
    }

    private static ObjectNode json(StateStore state) {
        ObjectNode node = JSON.createObjectNode().put("digest", Long.toHexString(state.digest()));
        ArrayNode entries = node.putArray("entries");
        List<Value> keys = state.keys().stream()
                .sorted(Comparator.comparing(ValueEncoder::encode))
                .toList();
        for (Value key : keys) {
            entries.addArray().add(json(key)).add(json(state.get(key)));
        }
        return node;
    }

    /** The form of spec/vectors/README.md, of the kinds that are there. */
    private static JsonNode json(Value value) {
        ObjectNode node = JSON.createObjectNode();
        switch (value.kind()) {
            case "null" -> {
                return node.nullNode();
            }
            case "boolean" -> node.put("boolean", value.asBoolean());
            case "integer" ->
                node.put("integer", value.asDecimal().toBigIntegerExact().toString());
            case "float" -> node.put("float", HexFormat.of().toHexDigits(Double.doubleToLongBits(value.asDouble())));
            case "decimal" ->
                node.put("decimal", value.asDecimal().unscaledValue().toString())
                        .put("scale", value.asDecimal().scale());
            case "string" -> value.asString().codePoints().forEach(node.putArray("string")::add);
            case "bytes" -> node.put("bytes", hex(value.asBytes()));
            case "time" ->
                node.put("time", value.asTime().getEpochSecond())
                        .put("nanos", value.asTime().getNano());
            case "list" -> {
                ArrayNode items = node.putArray("list");
                value.asList().forEach(item -> items.add(json(item)));
            }
            case "map" ->
                value.asMap()
                        .entries()
                        .forEach((key, item) ->
                                node.withArray("map").addArray().add(json(key)).add(json(item)));
            default -> throw new AssertionError(value.kind());
        }
        return node;
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
