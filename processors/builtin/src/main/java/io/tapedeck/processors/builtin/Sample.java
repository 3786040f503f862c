package io.tapedeck.processors.builtin;

import io.tapedeck.expressions.Expression;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.util.Optional;

/**
 * Passes on a share of the messages: at random; or by what an expression makes of them, all with the same value or none;
 * or each so-manieth (state: {@code count}).
 */
final class Sample {
    private static final double HASHES = 0x1p53;
    private static final int HASH_SHIFT = 11;
    private static final String COUNT = "count";

    private Sample() {}

    /** Whether a message is passed on. */
    @FunctionalInterface
    private interface Choice {
        boolean takes(Message message, ProcessorContext context) throws StepFailure;
    }

    static Processor of(Definition definition) throws DefinitionException {
        Choice choice = choice(definition);
        return (message, context) -> {
            if (choice.takes(message, context)) {
                context.emit(Output.of(message));
            }
        };
    }

    private static Choice choice(Definition definition) throws DefinitionException {
        Optional<Double> share = definition.share("rate");
        Optional<String> by = definition.string("by");
        if (definition.value("every").isPresent()) {
            if (share.isPresent() || by.isPresent()) {
                throw new DefinitionException("\"every\" counts, so neither \"rate\" nor \"by\" can be with it");
            }
            long every = definition.requiredInteger("every", 1, "10");
            return (message, context) -> isTurn(context, every);
        }
        double rate = share.orElseThrow(() -> Definition.missing("rate", "0.1"));
        if (by.isEmpty()) {
            return (message, context) -> context.random().nextDouble() < rate;
        }
        Expression expression = Expressions.compile(by.get());
        return (message, context) -> {
            Value value = Expressions.evaluate(expression, message, context).orElse(Value.NULL);
            return (XxHash64.hash(ValueEncoder.encode(value), 0) >>> HASH_SHIFT) / HASHES < rate;
        };
    }

    private static boolean isTurn(ProcessorContext context, long every) {
        Value kept = context.state().get(COUNT);
        long count = kept.isNull() ? 0 : kept.asLong();
        context.state().put(COUNT, Value.of((count + 1) % every));
        return count == 0;
    }
}
