package io.tapedeck.tools.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** The text of a TOML file, line by line, with its comments. */
final class TomlText {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int COLUMNS_MAX = 110;

    private final List<String> lines = new ArrayList<>();

    /** A heading such as {@code [pipeline.orders]} or {@code [[pipeline.orders.step]]}, below an empty line. */
    void heading(boolean ofList, String... path) {
        String keys = List.of(path).stream().map(TomlText::key).collect(Collectors.joining("."));
        lines.add(ofList ? "[[" + keys + "]]" : "[" + keys + "]");
    }

    void entry(String key, Object value) {
        lines.add(key(key) + " = " + value(value));
    }

    void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }

    /** A comment, on several lines where it is long. */
    void comment(String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > COLUMNS_MAX && line.length() > 4) {
                lines.add(line.toString());
                line = new StringBuilder("#  ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    /** Another text behind this one. */
    void append(TomlText other) {
        blank();
        lines.addAll(other.lines);
    }

    /** Another text behind this one, as comments. */
    void appendAsComments(TomlText other) {
        blank();
        other.lines.forEach(line -> lines.add(line.isEmpty() ? "#" : line.startsWith("#") ? "#" + line : "# " + line));
    }

    /** A value as TOML has it, on one line. Of a map it is an inline table. */
    static String value(Object value) {
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> key(String.valueOf(entry.getKey())) + " = " + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            case List<?> list -> list.stream().map(TomlText::value).collect(Collectors.joining(", ", "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    static String key(String key) {
        return BARE.matcher(key).matches() ? key : quoted(key);
    }

    private static String quoted(String text) {
        return "\"" + Toml.tomlEscape(text) + "\"";
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
