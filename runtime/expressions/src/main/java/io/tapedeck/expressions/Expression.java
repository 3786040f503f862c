package io.tapedeck.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An expression in the Common Expression Language that makes a value of a message. It sees {@code input} ({@code value},
 * {@code key}, {@code headers}, {@code stream}, {@code shard}, {@code sequence}, {@code time}) and {@code clock}, the
 * step's time.
 *
 * <p>One that only names a field, such as {@code input.value.customer.id}, gives that field exactly, whatever it is. What
 * is calculated with is as {@link Condition} has it: decimals and integers above 64 bits become floats.
 */
public final class Expression {
    private static final Language LANGUAGE = new Language("input and clock", language -> language);

    private final String text;
    private final CelRuntime.Program program;
    private final Optional<FieldReference> field;

    private Expression(String text, CelRuntime.Program program, Optional<FieldReference> field) {
        this.text = text;
        this.program = program;
        this.field = field;
    }

    /**
     * Reads an expression, and checks its names and types.
     *
     * @throws ConditionException where it cannot be; the message shows where
     */
    public static Expression compile(String text) throws ConditionException {
        CelAbstractSyntaxTree tree = LANGUAGE.check(text);
        return new Expression(text, Language.program(tree), FieldReference.of(tree));
    }

    /**
     * What it makes of a message; empty where it only names a field, and the message has none of that name.
     *
     * @throws ExpressionException where it cannot be evaluated, such as where it calculates with a field that is missing
     */
    public Optional<Value> evaluate(Message message, Instant clock) throws ExpressionException {
        if (field.isPresent()) {
            return field.get().in(message);
        }
        try {
            return Optional.of(
                    CelValues.toValue(program.eval(Map.of("input", CelValues.input(message), "clock", clock))));
        } catch (CelEvaluationException e) {
            throw new ExpressionException(text + ": " + Language.reason(e));
        } catch (IllegalArgumentException e) {
            throw new ExpressionException(text + ": " + e.getMessage());
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
