package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.expressions.Expression;
import io.tapedeck.log.Header;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes each message to a version of a schema, along the migrations that lead there. */
final class Migration implements Processor {
    private static final String VERSION_HEADER = "schema_version";
    private static final int VERSION_MAX = 999_999_999;
    private static final Set<String> STEPS =
            Set.of("map", "mask", "remove", "rename", "round", "select", "set", "truncate");

    private final SchemaEntry target;
    private final Optional<Expression> version;
    private final Optional<Integer> from;
    /** The next leg of the way to the target, by the version that it starts from. */
    private final Map<Integer, Leg> legs;

    private final List<SchemaEntry> migrations;

    /** A migration, and the steps that it consists of. */
    private record Leg(int to, List<ValueStep> steps) {}

    private Migration(
            SchemaEntry target,
            Optional<Expression> version,
            Optional<Integer> from,
            Map<Integer, Leg> legs,
            List<SchemaEntry> migrations) {
        this.target = target;
        this.version = version;
        this.from = from;
        this.legs = legs;
        this.migrations = migrations;
    }

    static Migration of(Definition definition) throws DefinitionException {
        String wanted = definition.requiredString("schema", "\"order@3\"");
        Optional<String> before = definition.references().schemaBefore();
        Schema schema = definition.schemaFromHere().orElseThrow();
        SchemaEntry target = SchemaEntry.of(schema.name(), schema.isAvro())
                .orElseThrow(() -> new DefinitionException(
                        wanted + " is a file; migrations lead to a schema of the registry, such as order@3"));
        Optional<Expression> version = Expressions.entry("version", definition);
        Optional<Integer> from = before.flatMap(name -> Schema.versionOf(name, target.schema()));
        if (from.isPresent() || definition.value("from").isPresent()) {
            from = Optional.of((int) definition.integer("from", from.orElse(1), 1, VERSION_MAX));
        }
        List<SchemaEntry> migrations = definition.references().schemas().stream()
                .filter(entry -> entry.isMigration() && entry.schema().equals(target.schema()))
                .toList();
        Migration migration = new Migration(
                target, version, from, legs(target, steps(migrations, definition.references())), migrations);
        if (from.isPresent() && !migration.leadsFrom(from.get())) {
            throw new DefinitionException(migration.noWay(from.get()));
        }
        return migration;
    }

    /**
     * The ways to the target, found from there backwards: what is found first is nearest, and among the legs that lead
     * as near the one to the lowest version is found first.
     */
    private static Map<Integer, Leg> legs(SchemaEntry target, Map<SchemaEntry, List<ValueStep>> migrations) {
        Map<Integer, Leg> legs = new HashMap<>();
        List<Integer> near = List.of(target.from());
        while (!near.isEmpty()) {
            List<Integer> next = new ArrayList<>();
            for (int to : near) {
                migrations.forEach((migration, steps) -> {
                    boolean isNew = migration.from() != target.from() && !legs.containsKey(migration.from());
                    if (migration.to() == to && isNew) {
                        legs.put(migration.from(), new Leg(to, steps));
                        next.add(migration.from());
                    }
                });
            }
            near = next.stream().sorted().toList();
        }
        return legs;
    }

    /** The steps of each, also of those that do not lead to the target: so the log has them, to say that they do not. */
    private static Map<SchemaEntry, List<ValueStep>> steps(List<SchemaEntry> migrations, References references)
            throws DefinitionException {
        Map<SchemaEntry, List<ValueStep>> steps = new TreeMap<>();
        for (SchemaEntry migration : migrations) {
            steps.put(migration, steps(migration, references));
        }
        return steps;
    }

    private static List<ValueStep> steps(SchemaEntry migration, References references) throws DefinitionException {
        try {
            Value value = new JsonCodec().decode(references.schema(migration));
            if (!(value instanceof ListValue list)) {
                throw new DefinitionException("a migration is a list of steps, such as [{\"rename\": {\"mail\": "
                        + "\"email\"}}], not a " + value.kind());
            }
            List<ValueStep> steps = new ArrayList<>();
            for (Value step : list.asList()) {
                steps.add(step(step, references));
            }
            return steps;
        } catch (EncodingException | DefinitionException e) {
            throw new DefinitionException(migration.name() + ": " + e.getMessage());
        }
    }

    private static ValueStep step(Value step, References references) throws DefinitionException {
        if (step instanceof MapValue map && map.entries().size() == 1) {
            Map.Entry<Value, Value> entry = map.entries().entrySet().iterator().next();
            String word = entry.getKey().asString();
            if (STEPS.contains(word)) {
                Kind kind = Kind.of(word).orElseThrow();
                return (ValueStep) kind.make(Definition.of(entry.getValue(), kind.main(), references));
            }
        }
        throw new DefinitionException("a step of a migration is an object of one of "
                + STEPS.stream().sorted().collect(Collectors.joining(", ")));
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        int at = versionOf(message, context);
        if (!leadsFrom(at)) {
            throw new StepFailure(noWay(at));
        }
        Message current = message;
        for (Leg leg = legs.get(at); leg != null; leg = legs.get(leg.to())) {
            for (ValueStep step : leg.steps()) {
                current = current.followedBy(Output.of(current, step.change().of(current, context)));
            }
        }
        context.emit(new Output(current.value(), current.key(), headers(current.headers())));
    }

    private boolean leadsFrom(int number) {
        return number == target.from() || legs.containsKey(number);
    }

    private String noWay(int number) {
        return "no way leads from " + target.schema() + "@" + number + " to " + target.reference() + ": there "
                + (migrations.isEmpty()
                        ? "are no migrations"
                        : "are the migrations "
                                + migrations.stream()
                                        .map(entry -> entry.from() + "-" + entry.to())
                                        .collect(Collectors.joining(", ")));
    }

    private int versionOf(Message message, ProcessorContext context) throws StepFailure {
        Optional<Value> said = version.isPresent()
                ? Expressions.evaluate(version.get(), message, context)
                : message.headers().stream()
                        .filter(header -> header.name().equals(VERSION_HEADER))
                        .map(Header::value)
                        .findFirst();
        Optional<Value> value = said.filter(any -> !any.isNull());
        if (value.isPresent()) {
            return number(value.get());
        }
        return from.orElseThrow(() -> new StepFailure("nothing says which version of " + target.schema()
                + " the message is: neither " + version.map(Object::toString).orElse("a header " + VERSION_HEADER)
                + " nor \"from\""));
    }

    private static int number(Value value) throws StepFailure {
        return switch (value) {
            case IntegerValue(long number) when number > 0 && number <= VERSION_MAX -> (int) number;
            case StringValue(String text) when text.matches("[1-9][0-9]{0,8}") -> Integer.parseInt(text);
            default -> throw new StepFailure("the version of a message is a number such as 2, not " + value);
        };
    }

    /** The headers, of which the one that says the version says the new one. */
    private List<Header> headers(List<Header> headers) {
        return headers.stream()
                .map(header ->
                        header.name().equals(VERSION_HEADER) ? new Header(VERSION_HEADER, newVersion(header)) : header)
                .toList();
    }

    private Value newVersion(Header header) {
        return header.value() instanceof IntegerValue
                ? Value.of(target.from())
                : Value.of(Integer.toString(target.from()));
    }
}
