package io.tapedeck.processors.builtin;

import io.tapedeck.expressions.Expression;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Sha256;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Drops a message that came before. What it goes by is an id: of the sender's effect, in a header that Tapedeck's sinks
 * give, or what an expression makes of the message. A message without an id passes: that it came before cannot be known.
 *
 * <p>State: an id (its digest, as bytes) leads to when it came, in nanoseconds, and that to the id. Numbers come before
 * bytes in key order, so the oldest is the first entry.
 */
final class Deduplication implements Processor {
    /** The headers that may have it; the first that there is counts. */
    private static final List<String> ID_HEADERS =
            List.of("tapedeck-effect-id", "pubsub-message-id", "idempotency-key");

    private final Optional<Expression> by;
    private final Duration window;
    private final long most;

    private Deduplication(Optional<Expression> by, Duration window, long most) {
        this.by = by;
        this.window = window;
        this.most = most;
    }

    static Deduplication of(Definition definition) throws DefinitionException {
        return new Deduplication(
                Expressions.entry("by", definition),
                definition.duration("window", Duration.ofHours(1)),
                definition.integer("most", 100_000, 1, Long.MAX_VALUE));
    }

    @Override
    public void process(Message message, ProcessorContext context) throws StepFailure {
        Optional<Value> id = id(message, context).map(Deduplication::digest);
        if (id.isEmpty() || isNew(id.get(), context.now(), context.state())) {
            context.emit(Output.of(message));
        }
    }

    private boolean isNew(Value id, Instant now, KeyValueStore state) {
        long until = Times.nanos(now.minus(window));
        forgetWhile(state, oldest -> oldest.getKey().asLong() < until);
        if (state.has(id)) {
            return false;
        }
        forgetWhile(state, oldest -> state.size() / 2 >= most);
        Value time = Value.of(Times.nanos(now));
        state.put(time, id);
        state.put(id, time);
        return true;
    }

    private static void forgetWhile(KeyValueStore state, Predicate<Map.Entry<Value, Value>> isToGo) {
        Iterator<Map.Entry<Value, Value>> entries = state.entries().iterator();
        while (entries.hasNext()) {
            Map.Entry<Value, Value> oldest = entries.next();
            if (!isToGo.test(oldest)) {
                return;
            }
            state.remove(oldest.getKey());
            state.remove(oldest.getValue());
            entries = state.entries().iterator();
        }
    }

    private Optional<Value> id(Message message, ProcessorContext context) throws StepFailure {
        if (by.isPresent()) {
            return Expressions.evaluate(by.get(), message, context).filter(id -> !id.isNull());
        }
        return ID_HEADERS.stream().flatMap(name -> header(message, name)).findFirst();
    }

    private static Stream<Value> header(Message message, String name) {
        return message.headers().stream()
                .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(name))
                .map(Header::value);
    }

    private static Value digest(Value id) {
        return Value.of(Bytes.wrap(Sha256.start().digest(ValueEncoder.encode(id).toByteArray())));
    }
}
