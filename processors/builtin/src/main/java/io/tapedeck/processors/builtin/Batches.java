package io.tapedeck.processors.builtin;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the values of messages into lists: until there are enough, by number or by size, or the first has waited long
 * enough. A timer sees to that.
 *
 * <p>State: the values by their numbers, from 0, and {@code bytes}, their size.
 */
final class Batches implements Processor {
    private static final String BYTES = "bytes";
    private static final String TIMER = "latency";

    private final long count;
    private final long bytes;
    private final Duration latency;

    private Batches(long count, long bytes, Duration latency) {
        this.count = count;
        this.bytes = bytes;
        this.latency = latency;
    }

    static Batches of(Definition definition) throws DefinitionException {
        return new Batches(
                definition.integer("count", 100, 1, 1_000_000),
                definition.size("bytes", 1 << 20),
                definition.duration("latency", Duration.ofMillis(100)));
    }

    @Override
    public void process(Message message, ProcessorContext context) {
        KeyValueStore state = context.state();
        long size = ValueEncoder.encode(message.value()).length();
        long gathered = state.get(BYTES).isNull() ? 0 : state.get(BYTES).asLong();
        long number = Math.max(0, state.size() - 1);
        if (number > 0 && gathered + size > bytes) {
            emit(context);
            gathered = 0;
            number = 0;
        }
        state.put(Value.of(number), message.value());
        state.put(BYTES, Value.of(gathered + size));
        if (number + 1 >= count || gathered + size >= bytes) {
            emit(context);
        } else if (number == 0) {
            context.timers().set(TIMER, context.now().plus(latency));
        }
    }

    @Override
    public void onTimer(ProcessorTimer timer, ProcessorContext context) {
        emit(context);
    }

    private static void emit(ProcessorContext context) {
        List<Value> values = new ArrayList<>();
        List<Value> keys = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : context.state().entries()) {
            keys.add(entry.getKey());
            if (!entry.getKey().equals(Value.of(BYTES))) {
                values.add(entry.getValue());
            }
        }
        keys.forEach(context.state()::remove);
        context.timers().cancel(TIMER);
        context.emit(Value.list(values));
    }

    /** The other way: a message for each item of a list, which is the value, or a field of it. */
    static Processor split(Definition definition) throws DefinitionException {
        Optional<String> at = definition.string("field");
        Optional<FieldPath> field = at.isPresent() ? Optional.of(FieldPath.parse(at.get())) : Optional.empty();
        return (message, context) -> {
            Value value = field.isPresent()
                    ? field.get()
                            .in(message.value())
                            .orElseThrow(() -> new StepFailure("the message has no field " + at.get()))
                    : message.value();
            if (!(value instanceof ListValue list)) {
                throw new StepFailure(
                        (at.isPresent() ? at.get() + " is a " : "the message is a ") + value.kind() + " and no list");
            }
            list.asList().forEach(item -> context.emit(Output.of(message, item)));
        };
    }
}
