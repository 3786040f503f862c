package io.tapedeck.tools.migrate;

import io.tapedeck.controller.Mistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of another tool's file. What of it is not as it should be becomes a mistake, with its place. */
final class ForeignTable {
    private final Path file;
    private final TomlTable table;
    private final TomlPosition position;
    private final List<Mistake> mistakes;

    /**
     * An entry of a table.
     *
     * @param path the keys that lead to it, from the table on, with dots between
     * @param value a String, Long, Double, Boolean, a {@code TomlArray} or a {@code TomlTable}, or a date
     */
    record Entry(String path, Object value, int line) {}

    ForeignTable(Path file, TomlTable table, TomlPosition position, List<Mistake> mistakes) {
        this.file = file;
        this.table = table;
        this.position = position;
        this.mistakes = mistakes;
    }

    /** The same table, whose mistakes go to another list. */
    ForeignTable withMistakesTo(List<Mistake> others) {
        return new ForeignTable(file, table, position, others);
    }

    int line() {
        return position.line();
    }

    int lineOf(String key) {
        return positionOf(key).line();
    }

    boolean has(String key) {
        return table.contains(List.of(key));
    }

    /** The entries in the order of the file. */
    List<Entry> entries() {
        return table.keySet().stream()
                .map(key -> new Entry(key, entry(key), positionOf(key).line()))
                .sorted(Comparator.comparingInt(Entry::line))
                .toList();
    }

    /** The entries but some. */
    List<Entry> entriesBut(Set<String> known) {
        return entries().stream().filter(entry -> !known.contains(entry.path())).toList();
    }

    /** The entries, in the place of a table its own. */
    List<Entry> leaves() {
        List<Entry> leaves = new ArrayList<>();
        for (Entry entry : entries()) {
            if (entry.value() instanceof TomlTable child) {
                new ForeignTable(file, child, position, mistakes)
                        .leaves()
                        .forEach(leaf ->
                                leaves.add(new Entry(entry.path() + "." + leaf.path(), leaf.value(), leaf.line())));
            } else {
                leaves.add(entry);
            }
        }
        return leaves;
    }

    Optional<String> string(String key) {
        return read(key, String.class, "a string in quotes");
    }

    /** A string that has to be there. */
    String requiredString(String key) {
        if (!has(key)) {
            mistake("the key \"" + key + "\" is missing");
        }
        return string(key).orElse("");
    }

    /** A flag, and what it is where it is not there. */
    boolean flag(String key, boolean otherwise) {
        return read(key, Boolean.class, "true or false").orElse(otherwise);
    }

    Optional<Long> integer(String key) {
        return read(key, Long.class, "an integer");
    }

    Optional<ForeignTable> table(String key) {
        return read(key, TomlTable.class, "a table")
                .map(child -> new ForeignTable(file, child, positionOf(key), mistakes));
    }

    /** The tables of a list of them. */
    List<ForeignTable> tables(String key) {
        Optional<TomlArray> array = read(key, TomlArray.class, "a list of tables");
        List<ForeignTable> tables = new ArrayList<>();
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            if (array.get().get(i) instanceof TomlTable child) {
                tables.add(new ForeignTable(file, child, array.get().inputPositionOf(i), mistakes));
            } else {
                mistakeAt(key, "\"" + key + "\" must be a list of tables");
            }
        }
        return tables;
    }

    private <T> Optional<T> read(String key, Class<T> type, String what) {
        if (!has(key)) {
            return Optional.empty();
        }
        Object value = entry(key);
        if (!type.isInstance(value)) {
            mistakeAt(key, "\"" + key + "\" must be " + what);
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    private Object entry(String key) {
        return Objects.requireNonNull(table.get(List.of(key)));
    }

    private TomlPosition positionOf(String key) {
        TomlPosition found = table.inputPositionOf(List.of(key));
        return found == null ? position : found;
    }

    void mistake(String message) {
        mistakes.add(new Mistake(file, position.line(), position.column(), message));
    }

    void mistakeAt(String key, String message) {
        TomlPosition place = positionOf(key);
        mistakes.add(new Mistake(file, place.line(), place.column(), message));
    }
}
