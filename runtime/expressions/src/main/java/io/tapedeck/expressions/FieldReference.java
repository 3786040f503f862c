package io.tapedeck.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression that names a field of the input and does nothing else: {@code input.value.a["b c"][0]}.
 *
 * @param path what leads to it from the input: a name each, or the index of an item
 */
record FieldReference(List<Value> path) {
    /** The field that a whole expression names. */
    static Optional<FieldReference> of(CelAbstractSyntaxTree tree) {
        List<Value> path = new ArrayList<>();
        return collect(tree.getExpr(), path) ? Optional.of(new FieldReference(List.copyOf(path))) : Optional.empty();
    }

    private static boolean collect(CelExpr expression, List<Value> path) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name().equals("input");
            case SELECT ->
                !expression.select().testOnly()
                        && collect(expression.select().operand(), path)
                        && path.add(Value.of(expression.select().field()));
            case CALL -> collectIndex(expression.call(), path);
            default -> false;
        };
    }

    private static boolean collectIndex(CelCall call, List<Value> path) {
        if (!call.function().equals("_[_]")
                || call.args().get(1).getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || !collect(call.args().get(0), path)) {
            return false;
        }
        CelConstant index = call.args().get(1).constant();
        return switch (index.getKind()) {
            case STRING_VALUE -> path.add(Value.of(index.stringValue()));
            case INT64_VALUE -> path.add(Value.of(index.int64Value()));
            default -> false;
        };
    }

    /** The field of a message, where it has it. */
    Optional<Value> in(Message message) {
        Optional<Value> found = Optional.empty();
        for (int i = 0; i < path.size(); i++) {
            Value name = path.get(i);
            found = i == 0 ? Optional.of(root(message, name.asString())) : found.flatMap(value -> step(value, name));
        }
        return found;
    }

    private static Value root(Message message, String name) {
        return switch (name) {
            case "key" -> message.key();
            case "headers" -> headers(message);
            case "stream" -> Value.of(message.stream().name());
            case "shard" -> Value.of(message.shard());
            case "sequence" -> Value.of(message.sequence());
            case "time" -> Value.of(message.time());
            default -> message.value();
        };
    }

    /** The headers by their names; of several of a name the last. */
    static MapValue headers(Message message) {
        MapValue.Builder map = MapValue.builder();
        message.headers().forEach(header -> map.put(header.name(), header.value()));
        return map.build();
    }

    private static Optional<Value> step(Value value, Value name) {
        return switch (value) {
            case MapValue map -> Optional.ofNullable(map.entries().get(name));
            case ListValue list when name.kind().equals("integer") -> item(list.asList(), name.asLong());
            default -> Optional.empty();
        };
    }

    private static Optional<Value> item(List<Value> items, long index) {
        return index >= 0 && index < items.size() ? Optional.of(items.get((int) index)) : Optional.empty();
    }
}
