package io.tapedeck.processors.builtin;

import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a pipeline says of a step, read entry by entry. Each read remembers its key, so that {@link #rejectUnknownKeys} can
 * name those that nobody asked for.
 */
final class Definition {
    private static final String SCHEMA = "schema";

    private final Value written;
    private final MapValue table;
    private final References references;
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, Value> completed = new LinkedHashMap<>();

    private Definition(Value written, MapValue table, References references) {
        this.written = written;
        this.table = table;
        this.references = references;
    }

    /**
     * A definition.
     *
     * @param value a table; or anything else, which stands for a table with nothing but its main entry
     */
    static Definition of(Value value, String main, References references) {
        return new Definition(value, value instanceof MapValue map ? map : Value.map(main, value), references);
    }

    /** It as it was written, and what {@link #complete} added to it. */
    Value completed() {
        if (completed.isEmpty()) {
            return written;
        }
        MapValue.Builder builder = MapValue.builder();
        table.entries().forEach(builder::put);
        completed.forEach(builder::put);
        return builder.build();
    }

    /** The text of one that is a string and no table. */
    Optional<String> alone() {
        return written instanceof StringValue(String text) ? Optional.of(text) : Optional.empty();
    }

    Optional<Value> value(String key) {
        known.add(key);
        return Optional.ofNullable(table.entries().get(Value.of(key)));
    }

    Optional<String> string(String key) throws DefinitionException {
        Optional<Value> value = value(key);
        if (value.isPresent() && !(value.get() instanceof StringValue)) {
            throw wrong(key, "a string", value.get());
        }
        return value.map(Value::asString);
    }

    String requiredString(String key, String example) throws DefinitionException {
        return string(key).orElseThrow(() -> missing(key, "\"" + example + "\""));
    }

    long integer(String key, long otherwise, long min, long max) throws DefinitionException {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            complete(key, Value.of(otherwise));
            return otherwise;
        }
        if (value.get() instanceof IntegerValue(long number) && number >= min && number <= max) {
            return number;
        }
        throw wrong(
                key,
                max == Long.MAX_VALUE ? "an integer from " + min + " on" : "an integer from " + min + " to " + max,
                value.get());
    }

    long requiredInteger(String key, long min, String example) throws DefinitionException {
        if (value(key).isEmpty()) {
            throw missing(key, example);
        }
        return integer(key, min, min, Long.MAX_VALUE);
    }

    boolean flag(String key) throws DefinitionException {
        Optional<Value> value = value(key);
        if (value.isPresent() && !(value.get() instanceof BooleanValue)) {
            throw wrong(key, "true or false", value.get());
        }
        return value.map(Value::asBoolean).orElse(false);
    }

    char character(String key, char otherwise) throws DefinitionException {
        Optional<String> text = string(key);
        if (text.isPresent() && text.get().length() != 1) {
            throw wrong(key, "one character", Value.of(text.get()));
        }
        return text.map(one -> one.charAt(0)).orElse(otherwise);
    }

    /** A number of bytes. */
    long size(String key, long otherwise) throws DefinitionException {
        Optional<String> text = string(key);
        return text.isEmpty() ? otherwise : Spans.size(key, text.get());
    }

    /** A number from 0 to 1. */
    Optional<Double> share(String key) throws DefinitionException {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean isNumber = value.get() instanceof FloatValue || value.get() instanceof IntegerValue;
        if (!isNumber || value.get().asDouble() < 0 || value.get().asDouble() > 1) {
            throw wrong(key, "a number from 0 to 1", value.get());
        }
        return value.map(Value::asDouble);
    }

    /** A positive number, exactly as it was written. */
    BigDecimal requiredNumber(String key, String example) throws DefinitionException {
        Value value = value(key).orElseThrow(() -> missing(key, example));
        boolean isNumber = value instanceof FloatValue || value instanceof IntegerValue;
        if (!isNumber || value.asDouble() <= 0 || !Double.isFinite(value.asDouble())) {
            throw wrong(key, "a number above 0", value);
        }
        return value instanceof FloatValue ? BigDecimal.valueOf(value.asDouble()) : value.asDecimal();
    }

    Duration duration(String key, Duration otherwise) throws DefinitionException {
        return Spans.parse(key, word(key, Spans.text(otherwise)));
    }

    /** A string; what it is where it is not given is recorded too. */
    String word(String key, String otherwise) throws DefinitionException {
        Optional<String> text = string(key);
        if (text.isEmpty()) {
            complete(key, Value.of(otherwise));
        }
        return text.orElse(otherwise);
    }

    /** Strings; one alone stands for a list of one. */
    List<String> strings(String key, String example) throws DefinitionException {
        Value value = value(key).orElseThrow(() -> missing(key, example));
        List<Value> items = value instanceof ListValue list ? list.asList() : List.of(value);
        List<String> strings = new ArrayList<>();
        for (Value item : items) {
            if (!(item instanceof StringValue(String text))) {
                throw wrong(key, "a list of strings", item);
            }
            strings.add(text);
        }
        if (strings.isEmpty()) {
            throw missing(key, example);
        }
        return strings;
    }

    /** The fields that a list names. */
    List<FieldPath> fields() throws DefinitionException {
        List<FieldPath> fields = new ArrayList<>();
        for (String text : strings("fields", "[\"customer.email\"]")) {
            fields.add(FieldPath.parse(text));
        }
        return fields;
    }

    /**
     * All entries, strings by the paths that lead to them. (TOML makes tables of dots in a key that is not in quotes;
     * here both mean the same.)
     */
    Map<String, String> paths() throws DefinitionException {
        Map<String, String> paths = new LinkedHashMap<>();
        collect("", table, paths);
        if (paths.isEmpty()) {
            throw new DefinitionException("it names no field");
        }
        return paths;
    }

    /** The strings of the table that an entry is, by their names; none where there is no such entry. */
    Map<String, String> table(String key) throws DefinitionException {
        Optional<Value> value = value(key);
        if (value.isPresent() && !(value.get() instanceof MapValue)) {
            throw wrong(key, "a table", value.get());
        }
        Map<String, String> strings = new LinkedHashMap<>();
        if (value.isPresent()) {
            collect("", value.get().asMap(), strings);
        }
        return strings;
    }

    private void collect(String prefix, MapValue map, Map<String, String> paths) throws DefinitionException {
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            String path = prefix + entry.getKey().asString();
            known.add(path);
            switch (entry.getValue()) {
                case StringValue(String text) -> paths.put(path, text);
                case MapValue child -> collect(path + ".", child, paths);
                default -> throw wrong(path, "a string", entry.getValue());
            }
        }
    }

    References references() {
        return references;
    }

    /** The schema that an entry names; as the latest version it is recorded by its number. */
    Optional<Schema> schema(String key) throws DefinitionException {
        Optional<String> name = string(key);
        return name.isEmpty() ? Optional.empty() : Optional.of(schema(key, name.get()));
    }

    /** The schema that messages have from the step on: the one that it names, or else the one that they have before it. */
    Optional<Schema> schemaFromHere() throws DefinitionException {
        Optional<String> name = string(SCHEMA).or(references::schemaBefore);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Schema schema = schema(SCHEMA, name.get());
        references.setSchema(schema.name());
        return Optional.of(schema);
    }

    private Schema schema(String key, String name) throws DefinitionException {
        Schema schema = Schema.of(name, references);
        complete(key, Value.of(schema.name()));
        return schema;
    }

    /** Has a recorded definition say what this one leaves to its place in the pipeline, or to a default. */
    void complete(String key, Value value) {
        if (!value.equals(table.entries().get(Value.of(key)))) {
            completed.put(key, value);
        }
    }

    /**
     * The secret in the variable of the environment that an entry names. A recorded definition has a check of it, so that
     * another secret is noticed; the secret itself is recorded nowhere.
     */
    Secret secret() throws DefinitionException {
        String variable = requiredString("key", "PII_KEY");
        Optional<String> check = string("key_check");
        String text = Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new DefinitionException("the key is in the environment variable " + variable
                        + ", which is not set; it is recorded nowhere"));
        Secret secret = Secret.of(variable, text);
        if (check.isPresent() && !check.get().equals(secret.check())) {
            throw new DefinitionException(
                    "the environment variable " + variable + " holds another key than when this was recorded");
        }
        complete("key_check", Value.of(secret.check()));
        return secret;
    }

    void rejectUnknownKeys() throws DefinitionException {
        for (Value key : table.entries().keySet()) {
            if (alone().isEmpty() && !known.contains(key.asString())) {
                known.remove("key_check");
                throw new DefinitionException(
                        "unknown key \"" + key.asString() + "\"; known here: " + String.join(", ", known));
            }
        }
    }

    static DefinitionException missing(String key, String example) {
        return new DefinitionException("\"" + key + "\" is missing, such as " + key + " = " + example);
    }

    static DefinitionException wrong(String key, String wanted, Value found) {
        return new DefinitionException("\"" + key + "\" is " + wanted + ", not " + describe(found));
    }

    private static String describe(Value value) {
        return switch (value) {
            case StringValue(String text) -> "\"" + text + "\"";
            case IntegerValue(long number) -> Long.toString(number);
            case FloatValue(double number) -> Double.toString(number);
            case BooleanValue bool -> Boolean.toString(bool.asBoolean());
            default -> "a " + value.kind();
        };
    }
}
