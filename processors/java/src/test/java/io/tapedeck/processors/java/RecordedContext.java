package io.tapedeck.processors.java;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.Timers;
import io.tapedeck.runtime.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A context that keeps what a processor does; its state is a map in the order of insertion. */
final class RecordedContext implements ProcessorContext {
    final List<Output> outputs = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final MapStore state = new MapStore();

    @Override
    public void emit(Output output) {
        outputs.add(output);
    }

    @Override
    public KeyValueStore state() {
        return state;
    }

    @Override
    public Timers timers() {
        throw new UnsupportedOperationException("the pipeline's tests have timers");
    }

    @Override
    public Value effect(String service, Value request) {
        throw new UnsupportedOperationException("the pipeline's tests have services");
    }

    @Override
    public Instant now() {
        long nanos = world().readClockNanos();
        return Instant.ofEpochSecond(0, nanos);
    }

    @Override
    public RandomGenerator random() {
        return world().random();
    }

    @Override
    public void sleep(Duration duration) {
        try {
            world().sleep(duration.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void log(String text) {
        lines.add(text);
    }

    private static World world() {
        return World.current().orElseThrow();
    }

    /** State in a map. */
    static final class MapStore implements KeyValueStore {
        private final Map<Value, Value> entries = new LinkedHashMap<>();

        @Override
        public Value get(Value key) {
            return entries.getOrDefault(key, Value.NULL);
        }

        @Override
        public boolean has(Value key) {
            return entries.containsKey(key);
        }

        @Override
        public void put(Value key, Value value) {
            entries.put(key, value);
        }

        @Override
        public void remove(Value key) {
            entries.remove(key);
        }

        @Override
        public long size() {
            return entries.size();
        }

        @Override
        public Iterable<Map.Entry<Value, Value>> entries() {
            return entries.entrySet();
        }
    }
}
