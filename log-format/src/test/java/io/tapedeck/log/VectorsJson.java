package io.tapedeck.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** What the vectors are to be read as, in JSON; {@code spec/vectors/README.md} says how to read that. */
final class VectorsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private VectorsJson() {}

    static byte[] values(List<Value> values) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Value value : values) {
            array.addObject().put("hex", hex(ValueEncoder.encode(value))).set("value", tagged(value));
        }
        return bytes(array);
    }

    static byte[] texts(List<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return bytes(array);
    }

    static byte[] states(List<VectorRun.CheckpointState> checkpoints) {
        ArrayNode array = MAPPER.createArrayNode();
        for (VectorRun.CheckpointState checkpoint : checkpoints) {
            ObjectNode node = array.addObject()
                    .put("segment", checkpoint.at().segment())
                    .put("offset", checkpoint.at().offset())
                    .put("inputs", checkpoint.inputs());
            ArrayNode code = node.putArray("code");
            checkpoint.code().forEach(code::add);
            ArrayNode states = node.putArray("states");
            for (VectorState.Snapshot state : checkpoint.states()) {
                ArrayNode entries = states.addObject()
                        .put("digest", Long.toHexString(state.digest()))
                        .putArray("entries");
                state.entries()
                        .forEach(entry ->
                                entries.addArray().add(tagged(entry.get(0))).add(tagged(entry.get(1))));
            }
        }
        return bytes(array);
    }

    static byte[] outputs(List<VectorRun.CallOutput> outputs) {
        ArrayNode array = MAPPER.createArrayNode();
        for (VectorRun.CallOutput output : outputs) {
            array.addObject()
                    .put("ordinal", output.ordinal())
                    .put("step", output.step())
                    .set("output", tagged(output.output().toValue()));
        }
        return bytes(array);
    }

    static byte[] log(Path log) throws IOException {
        ObjectNode node = MAPPER.createObjectNode();
        List<Path> files = LogFolder.segments(log);
        ArrayNode records = MAPPER.createArrayNode();
        try (LogSalvage salvage = LogSalvage.open(log)) {
            while (salvage.next()) {
                ObjectNode record = records.addObject();
                putFile(record, salvage.file(), files);
                put(record.put("offset", salvage.position().offset()), salvage.record());
            }
        }
        if (isReadable(log)) {
            LogInfo info = LogInfo.read(log);
            node.put("log", info.logId().toString()).put("use", info.use().number());
        }
        node.set("verify", verify(LogVerifier.verify(log), files));
        node.set("records", records);
        return bytes(node);
    }

    /** Whether any header of a log can be read, or learned. */
    private static boolean isReadable(Path log) throws IOException {
        return LogVerifier.verify(log).segments().stream().anyMatch(segment -> segment.durableTo() > 0);
    }

    /** In a log of several files, whatever has an offset says in which one. */
    private static void putFile(ObjectNode node, Path file, List<Path> files) {
        if (files.size() > 1) {
            node.put("file", file.getFileName().toString());
        }
    }

    private static ObjectNode verify(LogVerifier.Report report, List<Path> files) {
        LogVerifier.Segment last = report.segments().getLast();
        ObjectNode node = MAPPER.createObjectNode()
                .put("records", report.records())
                .put("beacons", report.beacons())
                .put("messages", report.messages())
                .put("messages_lost", report.messagesLost())
                .put("durable_to", last.durableTo())
                .put("durable_ordinal", report.durableTo())
                .put("sealed", last.sealed());
        ArrayNode damages = node.putArray("damage");
        for (LogVerifier.Segment segment : report.segments()) {
            for (Damage damage : segment.damages()) {
                ObjectNode told = damages.addObject();
                putFile(told, segment.file(), files);
                put(told, damage);
            }
        }
        return node;
    }

    private static void put(ObjectNode told, Damage damage) {
        ArrayNode lost = told.put("offset", damage.offset())
                .put("length", damage.length())
                .put("kind", damage.kind().words())
                .putArray("lost");
        damage.lost()
                .forEach(range -> lost.addObject()
                        .put("stream", range.stream().name())
                        .put("shard", range.shard())
                        .put("first", range.first())
                        .put("last", range.last()));
    }

    private static void put(ObjectNode node, LogRecord record) {
        switch (record) {
            case LogRecord.StreamStart start -> {
                node.put("kind", "stream")
                        .put("id", start.id())
                        .put("stream", start.stream().name());
                node.put("shard", start.shard()).put("messages", start.messages());
                start.last().ifPresent(last -> node.put("last", last));
            }
            case LogRecord.MessageRecord message -> putMessage(node, message);
            case LogRecord.StepRecord step -> {
                node.put("kind", "step").put("ordinal", step.ordinal()).put("end", step.endNanos());
                ArrayNode calls = node.putArray("calls");
                step.calls()
                        .forEach(call -> calls.addObject()
                                .put("step", call.step())
                                .put("outputs", call.outputCount())
                                .put("outputs_digest", Long.toHexString(call.outputsDigest()))
                                .put("state_digest", Long.toHexString(call.stateDigest()))
                                .put("outputs_hex", hex(call.outputs())));
            }
            case LogRecord.RunRecord run -> {
                node.put("kind", run.kind().number());
                node.set("content", tagged(run.content()));
            }
            case LogRecord.Gap gap ->
                node.put("kind", "gap").put("first", gap.first()).put("last", gap.last());
            case LogRecord.SegmentEnd end -> node.put("kind", "end");
            case LogRecord.Unknown unknown -> node.put("kind", unknown.kind()).put("hex", hex(unknown.content()));
        }
    }

    private static void putMessage(ObjectNode node, LogRecord.MessageRecord record) {
        EncodedMessage message = record.message();
        node.put("kind", "message").put("ordinal", record.ordinal()).put("feed_time", record.feedTimeNanos());
        node.put("stream", message.stream().name()).put("shard", message.shard());
        node.put("sequence", message.sequence()).put("time", message.timeNanos());
        node.set("key", tagged(message.key()));
        ArrayNode headers = node.putArray("headers");
        message.headers()
                .forEach(header -> headers.addArray().add(header.name()).add(tagged(header.value())));
        node.set("position", tagged(record.position()));
        node.put("encoding", message.encoding().number()).put("payload", hex(message.payload()));
    }

    /** A value in a form that loses nothing: an object of one member, whose name is the kind. */
    private static JsonNode tagged(Value value) {
        ObjectNode node = MAPPER.createObjectNode();
        switch (value) {
            case NullValue ignored -> {
                return node.nullNode();
            }
            case BooleanValue bool -> node.put("boolean", bool.asBoolean());
            case IntegerValue integer -> node.put("integer", Long.toString(integer.value()));
            case BigIntegerValue integer -> node.put("integer", integer.value().toString());
            case FloatValue number ->
                node.put("float", HexFormat.of().toHexDigits(Double.doubleToLongBits(number.value())));
            case DecimalValue decimal ->
                node.put("decimal", decimal.value().unscaledValue().toString())
                        .put("scale", decimal.value().scale());
            case StringValue string -> {
                ArrayNode units = node.putArray("string");
                string.value().codePoints().forEach(units::add);
            }
            case BytesValue bytes -> node.put("bytes", hex(bytes.value()));
            case TimeValue time ->
                node.put("time", time.value().getEpochSecond())
                        .put("nanos", time.value().getNano());
            case ListValue list -> {
                ArrayNode items = node.putArray("list");
                list.items().forEach(item -> items.add(tagged(item)));
            }
            case MapValue map -> {
                ArrayNode entries = node.putArray("map");
                map.entries()
                        .forEach((key, item) ->
                                entries.addArray().add(tagged(key)).add(tagged(item)));
            }
        }
        return node;
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** The same bytes on every system: lines end with a line feed. */
    private static byte[] bytes(JsonNode node) {
        String text = node.isObject() ? members(node) : lines(node);
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A line a member, and one a record. */
    private static String members(JsonNode node) {
        StringBuilder text = new StringBuilder("{\n");
        String separator = "";
        for (var member : node.properties()) {
            text.append(separator).append('"').append(member.getKey()).append("\": ");
            text.append(member.getValue().isArray() ? lines(member.getValue()) : member.getValue());
            separator = ",\n";
        }
        return text.append("\n}").toString();
    }

    private static String lines(JsonNode array) {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < array.size(); i++) {
            text.append(array.get(i)).append(i + 1 < array.size() ? ",\n" : "\n");
        }
        return text.append(']').toString();
    }
}
