package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a pipeline file. Every read notes a mistake where the entry is not as it should be, with its place,
 * and remembers the key, so that {@link #rejectUnknownKeys} can name those that nobody asked for.
 */
final class PipelineTable {
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    private final Path file;
    private final TomlTable table;
    private final TomlPosition position;
    private final Map<String, String> environment;
    private final List<Mistake> mistakes;
    private final Set<String> known = new TreeSet<>();

    PipelineTable(
            Path file,
            TomlTable table,
            TomlPosition position,
            Map<String, String> environment,
            List<Mistake> mistakes) {
        this.file = file;
        this.table = table;
        this.position = position;
        this.environment = environment;
        this.mistakes = mistakes;
    }

    boolean has(String key) {
        return table.contains(List.of(key));
    }

    Optional<String> string(String key) {
        return string(key, key);
    }

    private Optional<String> string(String name, String key) {
        return read(name, key, String.class, "a string in quotes").map(text -> resolve(key, text));
    }

    String requiredString(String key, String example) {
        if (!has(key)) {
            known.add(key);
            mistake("the key \"" + key + "\" is missing, such as " + key + " = \"" + example + "\"");
            return "";
        }
        return string(key).orElse("");
    }

    Optional<Long> integer(String key) {
        return read(key, Long.class, "an integer");
    }

    Optional<Boolean> flag(String key) {
        return read(key, Boolean.class, "true or false");
    }

    List<String> strings(String key) {
        Optional<TomlArray> array = read(key, TomlArray.class, "a list of strings");
        List<String> strings = new ArrayList<>();
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            if (array.get().get(i) instanceof String text) {
                strings.add(resolve(key, text));
            } else {
                mistakeAt(key, "\"" + key + "\" must be a list of strings");
            }
        }
        return strings;
    }

    /** Whatever an entry is, as a value; strings resolved. */
    Value value(String key) {
        return read(key, Object.class, "a value")
                .map(entry -> value(key, entry))
                .orElse(Value.NULL);
    }

    private Value value(String key, Object entry) {
        return switch (entry) {
            case String text -> Value.of(resolve(key, text));
            case Boolean flag -> Value.of(flag);
            case Long number -> Value.of(number);
            case Double number -> Value.of(number);
            case TomlArray array ->
                Value.list(array.toList().stream().map(item -> value(key, item)).toList());
            case TomlTable child -> {
                MapValue.Builder map = MapValue.builder();
                child.keySet().forEach(name -> map.put(name, value(key, child.get(List.of(name)))));
                yield map.build();
            }
            default -> Value.of(entry.toString());
        };
    }

    /** The strings of a table, by their keys; of a key with dots TOML makes tables in it, and here it is one again. */
    Map<String, String> stringTable(String key) {
        Map<String, String> strings = new LinkedHashMap<>();
        table(key).ifPresent(child -> child.addStrings("", strings));
        return strings;
    }

    private void addStrings(String prefix, Map<String, String> strings) {
        for (String name : keys()) {
            if (isTable(name)) {
                table(name).ifPresent(child -> child.addStrings(prefix + name + ".", strings));
            } else {
                string(prefix + name, name).ifPresent(text -> strings.put(prefix + name, text));
            }
        }
    }

    /** A duration; one that cannot be read is a mistake. */
    Optional<Duration> duration(String key, String example) {
        Optional<String> text = string(key);
        Optional<Duration> duration = text.flatMap(Quantities::duration);
        if (text.isPresent() && duration.isEmpty()) {
            mistakeAt(key, "\"" + key + "\" is a duration such as " + example + ", not \"" + text.get() + "\"");
        }
        return duration;
    }

    Optional<PipelineTable> table(String key) {
        return read(key, TomlTable.class, "a table").map(child -> child(child, positionOf(key)));
    }

    /** The tables of an array of tables. */
    List<PipelineTable> tables(String key) {
        Optional<TomlArray> array = read(key, TomlArray.class, "tables headed [[…" + key + "]]");
        List<PipelineTable> tables = new ArrayList<>();
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            if (array.get().get(i) instanceof TomlTable child) {
                tables.add(child(child, array.get().inputPositionOf(i)));
            } else {
                mistakeAt(key, "\"" + key + "\" must be tables headed [[…" + key + "]]");
            }
        }
        return tables;
    }

    private PipelineTable child(TomlTable child, TomlPosition childPosition) {
        return new PipelineTable(file, child, childPosition, environment, mistakes);
    }

    /** Whether the entry is a table, without reading it. */
    boolean isTable(String key) {
        return table.get(List.of(key)) instanceof TomlTable;
    }

    private <T> Optional<T> read(String key, Class<T> type, String wanted) {
        return read(key, key, type, wanted);
    }

    /** @param name the key with those of the tables around it, as people write it */
    private <T> Optional<T> read(String name, String key, Class<T> type, String wanted) {
        known.add(key);
        Object value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            mistakeAt(key, "\"" + name + "\" must be " + wanted + ", not " + describe(value));
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    private static String describe(Object value) {
        return switch (value) {
            case String text -> "the string \"" + text + "\"";
            case TomlTable ignored -> "a table";
            case TomlArray ignored -> "a list";
            default -> value.toString();
        };
    }

    private String resolve(String key, String text) {
        Matcher matcher = ENVIRONMENT.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = environment.get(name);
            if (value == null) {
                value = matcher.group(3);
            }
            if (value == null) {
                mistakeAt(
                        key,
                        "the environment variable " + name + " is not set; set it, or give a default with ${env:" + name
                                + ":-default}");
                value = "";
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    Set<String> keys() {
        return table.keySet();
    }

    /** Says that some keys are known that were not read. */
    void allow(String... keys) {
        known.addAll(List.of(keys));
    }

    void rejectUnknownKeys() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                mistakeAt(key, "unknown key \"" + key + "\"" + hint(key));
            }
        }
    }

    private String hint(String key) {
        String near = Spelling.hint(key, known);
        return near.isEmpty() ? "; known here: " + String.join(", ", known) : near;
    }

    /** The mistakes found in the file so far. */
    int mistakeCount() {
        return mistakes.size();
    }

    void mistakeAt(String key, String message) {
        add(positionOf(key), message);
    }

    void mistake(String message) {
        add(position, message);
    }

    private TomlPosition positionOf(String key) {
        TomlPosition found = table.inputPositionOf(List.of(key));
        return found == null ? position : found;
    }

    private void add(TomlPosition where, String message) {
        mistakes.add(new Mistake(file, where.line(), where.column(), message));
    }
}
