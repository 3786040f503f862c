package io.tapedeck.tools.testkit;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON as a person would lay it out: on one line what fits there, the rest an entry a line. */
final class JsonText {
    private static final int COLUMNS = 100;
    private static final String INDENT = "  ";

    private final JsonCodec codec = new JsonCodec();

    /**
     * The text of a value, which has string keys only.
     *
     * @throws EncodingException where JSON cannot hold it
     */
    String of(Value value) throws EncodingException {
        return broken(value, "") + "\n";
    }

    /** The text of a value behind {@code used} columns of its line. */
    private String text(Value value, String indent, int used) throws EncodingException {
        String line = line(value);
        return used + line.length() <= COLUMNS ? line : broken(value, indent);
    }

    private String broken(Value value, String indent) throws EncodingException {
        return switch (value) {
            case MapValue map when map.size() > 0 -> brokenMap(map, indent + INDENT, indent);
            case ListValue(List<Value> items) when !items.isEmpty() -> brokenList(items, indent + INDENT, indent);
            default -> line(value);
        };
    }

    private String brokenMap(MapValue map, String inner, String indent) throws EncodingException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            String head = inner + line(entry.getKey()) + ": ";
            lines.add(head + text(entry.getValue(), inner, head.length() + 1));
        }
        return "{\n" + String.join(",\n", lines) + "\n" + indent + "}";
    }

    private String brokenList(List<Value> items, String inner, String indent) throws EncodingException {
        List<String> lines = new ArrayList<>();
        for (Value item : items) {
            lines.add(inner + text(item, inner, inner.length() + 1));
        }
        return "[\n" + String.join(",\n", lines) + "\n" + indent + "]";
    }

    private String line(Value value) throws EncodingException {
        return switch (value) {
            case MapValue map -> lineOf(map);
            case ListValue(List<Value> items) -> lineOf(items);
            default -> codec.encode(value).toUtf8();
        };
    }

    private String lineOf(MapValue map) throws EncodingException {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            parts.add(line(entry.getKey()) + ": " + line(entry.getValue()));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private String lineOf(List<Value> items) throws EncodingException {
        List<String> parts = new ArrayList<>();
        for (Value item : items) {
            parts.add(line(item));
        }
        return "[" + String.join(", ", parts) + "]";
    }
}
