package io.tapedeck.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RunSummary;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.Header;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.util.Base64;
import java.util.List;

/**
 * JSON for scripts: one object a line on standard output. A value that JSON has no form for is shown as text: NaN
 * and the infinities, bytes in base64, times in RFC 3339; keys that are no strings as their text.
 */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** Prints an object on a line of its own. */
    static void print(JsonNode node) {
        Screen.line(text(node));
    }

    private static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes is always JSON", e);
        }
    }

    static String compact(Value value) {
        return text(node(value));
    }

    static JsonNode node(Value value) {
        return switch (value) {
            case NullValue ignored -> NODES.nullNode();
            case BooleanValue bool -> NODES.booleanNode(bool.asBoolean());
            case IntegerValue(long number) -> NODES.numberNode(number);
            case BigIntegerValue(var number) -> NODES.numberNode(number);
            case FloatValue(double number) ->
                Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(Double.toString(number));
            case DecimalValue(var number) -> NODES.numberNode(number);
            case StringValue(String text) -> NODES.textNode(text);
            case BytesValue(var bytes) -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case TimeValue(var time) -> NODES.textNode(time.toString());
            case ListValue(List<Value> items) -> {
                ArrayNode array = array();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case MapValue map -> {
                ObjectNode object = object();
                map.entries().forEach((key, item) -> object.set(key.toString(), node(item)));
                yield object;
            }
        };
    }

    static ObjectNode headers(List<Header> headers) {
        ObjectNode object = object();
        headers.forEach(header -> object.set(header.name(), node(header.value())));
        return object;
    }

    static ObjectNode summary(RunSummary summary) {
        ObjectNode node = object().put("run", summary.run())
                .put("pipeline", summary.pipeline())
                .put("state", summary.state().word())
                .put("inputs", summary.inputs())
                .put("outputs", summary.outputs())
                .put("log", summary.log().toString());
        node.set(
                "failure",
                summary.failure()
                        .<JsonNode>map(failure -> putTask(failure(failure), summary.task()))
                        .orElse(NODES.nullNode()));
        return node;
    }

    static ObjectNode failure(Failure failure) {
        ObjectNode node = object();
        putPlace(node, failure);
        node.put("ordinal", failure.ordinal())
                .put("step", failure.step())
                .put("kind", failure.kind().word())
                .put("error", failure.error());
        failure.timer().ifPresent(timer -> {
            node.set("timer", node(timer.key()));
            node.put("due", timer.due().toString());
        });
        return node;
    }

    private static void putPlace(ObjectNode node, Failure failure) {
        if (failure.place().isPresent()) {
            putPlace(node, failure.place().get());
        } else {
            node.putNull("stream").putNull("shard").putNull("sequence");
        }
    }

    /** Says which task, where a run has several. */
    static ObjectNode putTask(ObjectNode node, int task) {
        return task == 0 ? node : node.put("task", task);
    }

    static ObjectNode putPlace(ObjectNode node, Failure.Place place) {
        return node.put("stream", place.stream().name())
                .put("shard", place.shard())
                .put("sequence", place.sequence());
    }
}
