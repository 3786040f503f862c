package io.tapedeck.processors.builtin;

import io.tapedeck.expressions.Condition;
import io.tapedeck.expressions.ConditionException;
import io.tapedeck.expressions.Expression;
import io.tapedeck.expressions.ExpressionException;
import io.tapedeck.expressions.Scene;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps that evaluate expressions over the message. */
final class Expressions {
    private Expressions() {}

    static Expression compile(String text) throws DefinitionException {
        try {
            return Expression.compile(text);
        } catch (ConditionException e) {
            throw mistake(e);
        }
    }

    /** In one line, as mistakes of pipeline files are told: the text, what is wrong, and where. */
    private static DefinitionException mistake(ConditionException e) {
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        String marked = lines.getLast();
        int caret = marked.indexOf('^');
        return new DefinitionException(
                caret < 0
                        ? String.join(": ", lines)
                        : lines.getFirst() + ": " + marked.substring(caret + 1).strip() + ", at column " + (caret + 1));
    }

    /** The expression that an entry is; empty where there is no such entry. */
    static Optional<Expression> entry(String key, Definition definition) throws DefinitionException {
        Optional<String> text = definition.string(key);
        return text.isPresent() ? Optional.of(compile(text.get())) : Optional.empty();
    }

    /** The expressions in a table that an entry is, by their names; none where there is no such entry. */
    static Map<String, Expression> table(String key, Definition definition) throws DefinitionException {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : definition.table(key).entrySet()) {
            expressions.put(each.getKey(), compile(each.getValue()));
        }
        return expressions;
    }

    static Optional<Value> evaluate(Expression expression, Message message, ProcessorContext context)
            throws StepFailure {
        try {
            return expression.evaluate(message, context.now());
        } catch (ExpressionException e) {
            throw new StepFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Passes on what a condition holds of. */
    static Processor filter(Definition definition) throws DefinitionException {
        Condition condition;
        try {
            condition = Condition.compile(definition.requiredString("when", "input.value.amount > 100"));
        } catch (ConditionException e) {
            throw mistake(e);
        }
        return (message, context) -> {
            if (condition.holds(new Scene(message, List.of(), context.state(), context.now(), Value.NULL))) {
                context.emit(Output.of(message));
            }
        };
    }

    /** Makes a new value: of one expression, or a map with a field for each. */
    static ValueStep map(Definition definition) throws DefinitionException {
        Optional<String> whole = definition.alone();
        if (whole.isPresent()) {
            Expression expression = compile(whole.get());
            return new ValueStep(
                    (message, context) -> evaluate(expression, message, context).orElse(Value.NULL));
        }
        Map<FieldPath, Expression> fields = fields(definition);
        return new ValueStep((message, context) -> withFields(MapValue.EMPTY, fields, message, context));
    }

    /** Sets fields of the value that there is. */
    static ValueStep set(Definition definition) throws DefinitionException {
        Map<FieldPath, Expression> fields = fields(definition);
        return new ValueStep((message, context) -> withFields(ValueStep.fieldsOf(message), fields, message, context));
    }

    private static Map<FieldPath, Expression> fields(Definition definition) throws DefinitionException {
        Map<FieldPath, Expression> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : definition.paths().entrySet()) {
            fields.put(FieldPath.parse(each.getKey()), compile(each.getValue()));
        }
        return fields;
    }

    private static Value withFields(
            Value value, Map<FieldPath, Expression> fields, Message message, ProcessorContext context)
            throws StepFailure {
        Value changed = value;
        for (Map.Entry<FieldPath, Expression> field : fields.entrySet()) {
            Optional<Value> made = evaluate(field.getValue(), message, context);
            changed = made.isPresent() ? field.getKey().put(changed, made.get()) : changed;
        }
        return changed;
    }

    /** Gives messages another key. */
    static Processor key(Definition definition) throws DefinitionException {
        Expression expression = compile(definition.requiredString("to", "input.value.customer.id"));
        return (message, context) -> {
            Value key = evaluate(expression, message, context).orElse(Value.NULL);
            if (!key.isScalar()) {
                throw new StepFailure(expression + ": it is a " + key.kind() + ", which cannot be a key");
            }
            context.emit(new Output(message.value(), key, message.headers()));
        };
    }

    /** Sets headers; one that is set to null, or to a field that is missing, goes. */
    static Processor headers(Definition definition) throws DefinitionException {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : definition.paths().entrySet()) {
            expressions.put(each.getKey(), compile(each.getValue()));
        }
        return (message, context) -> {
            List<Header> headers = new ArrayList<>(message.headers());
            headers.removeIf(header -> expressions.containsKey(header.name()));
            for (Map.Entry<String, Expression> each : expressions.entrySet()) {
                evaluate(each.getValue(), message, context)
                        .filter(value -> !value.isNull())
                        .ifPresent(value -> headers.add(new Header(each.getKey(), value)));
            }
            context.emit(new Output(message.value(), message.key(), headers));
        };
    }
}
