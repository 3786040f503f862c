package io.tapedeck.expressions;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.NullValue;
import dev.cel.common.values.CelByteString;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values as the expression language has them. It has no decimals and no integers above 64 bits: these become floats,
 * which is enough to compare them by.
 */
final class CelValues {
    private CelValues() {}

    static Map<String, Object> variables(Scene scene) {
        return Map.of(
                "input", input(scene.input()),
                "outputs", scene.outputs().stream().map(CelValues::of).toList(),
                "state", of(scene.state()),
                "clock", scene.clock(),
                "failure", of(scene.failure()));
    }

    static Map<String, Object> input(Message message) {
        Map<String, Object> input = new HashMap<>();
        input.put("value", of(message.value()));
        input.put("key", of(message.key()));
        input.put("headers", of(FieldReference.headers(message)));
        input.put("stream", message.stream().name());
        input.put("shard", message.shard());
        input.put("sequence", message.sequence());
        input.put("time", message.time());
        return input;
    }

    static Object of(Value value) {
        return switch (value) {
            case BooleanValue bool -> bool.asBoolean();
            case IntegerValue(long number) -> number;
            case BigIntegerValue(BigInteger number) -> number.doubleValue();
            case FloatValue(double number) -> number;
            case DecimalValue(BigDecimal number) -> number.doubleValue();
            case StringValue(String text) -> text;
            case BytesValue(Bytes bytes) -> CelByteString.of(bytes.toByteArray());
            case TimeValue(Instant time) -> time;
            case ListValue list -> new ItemView(list);
            case MapValue map -> of(map);
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Map<Object, Object> of(MapValue map) {
        return new View(
                map, map.entries()::containsKey, map::get, () -> map.entries().entrySet());
    }

    private static Map<Object, Object> of(KeyValueStore state) {
        return new View(MapValue.EMPTY, state::has, state::get, state::entries);
    }

    /** The value that a key of the language stands for; an empty list, which is no key, where there is none. */
    private static Value key(@Nullable Object key) {
        return switch (key) {
            case String text -> Value.of(text);
            case Long number -> Value.of(number);
            case Boolean bool -> Value.of(bool);
            case Double number -> Value.of(number);
            case Instant time -> Value.of(time);
            case null, default -> Value.list();
        };
    }

    /**
     * What an expression came to, as a value; what it took over whole from the input is that itself.
     *
     * @throws IllegalArgumentException where no value stands for it, in a sentence
     */
    static Value toValue(@Nullable Object result) {
        return switch (result) {
            case null -> Value.NULL;
            case NullValue ignored -> Value.NULL;
            case dev.cel.common.values.NullValue ignored -> Value.NULL;
            case Boolean bool -> Value.of(bool);
            case Long number -> Value.of(number);
            case UnsignedLong number -> Value.of(number.bigIntegerValue());
            case Double number -> Value.of(number);
            case String text -> Value.of(text);
            case CelByteString bytes -> Value.of(Bytes.wrap(bytes.toByteArray()));
            case Instant time -> Value.of(time);
            case View view -> view.origin;
            case ItemView view -> view.origin;
            case List<?> items ->
                Value.list(items.stream().map(CelValues::toValue).toList());
            case Map<?, ?> map -> mapValue(map);
            case Duration ignored ->
                throw new IllegalArgumentException(
                        "it is a duration, which is no value; take its .getSeconds() or .getMilliseconds()");
            default ->
                throw new IllegalArgumentException("it is " + result + ", which is no value that a message can hold");
        };
    }

    private static Value mapValue(Map<?, ?> map) {
        MapValue.Builder builder = MapValue.builder();
        map.forEach((key, value) -> builder.put(toValue(key), toValue(value)));
        return builder.build();
    }

    /** A list whose items are made when they are asked for. */
    private static final class ItemView extends AbstractList<Object> {
        private final ListValue origin;

        private ItemView(ListValue origin) {
            this.origin = origin;
        }

        @Override
        public Object get(int index) {
            return of(origin.get(index));
        }

        @Override
        public int size() {
            return origin.asList().size();
        }
    }

    /** A map that is looked into, not copied: a state may be large. */
    private static final class View extends AbstractMap<Object, Object> {
        private final Value origin;
        private final Function<Value, Boolean> has;
        private final Function<Value, Value> get;
        private final Supplier<Iterable<Map.Entry<Value, Value>>> entries;

        private View(
                Value origin,
                Function<Value, Boolean> has,
                Function<Value, Value> get,
                Supplier<Iterable<Map.Entry<Value, Value>>> entries) {
            this.origin = origin;
            this.has = has;
            this.get = get;
            this.entries = entries;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return has.apply(key(key));
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return containsKey(key) ? of(get.apply(key(key))) : null;
        }

        /** In the order of the entries, so that what is made of them is the same each time. */
        @Override
        public Set<Entry<Object, Object>> entrySet() {
            Set<Entry<Object, Object>> set = new LinkedHashSet<>();
            entries.get().forEach(entry -> set.add(Map.entry(of(entry.getKey()), of(entry.getValue()))));
            return set;
        }
    }
}
