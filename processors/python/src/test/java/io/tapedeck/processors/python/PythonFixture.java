package io.tapedeck.processors.python;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.StepRandom;
import io.tapedeck.runtime.Timers;
import io.tapedeck.runtime.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A processor on real GraalPy, in a world of its own, with a context that records. */
final class PythonFixture implements AutoCloseable {
    static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000_000_000L;

    final World world;
    final ProcessorHost host;
    final MemoryStore store = new MemoryStore();
    final List<String> log = new ArrayList<>();
    private long sequence;

    private PythonFixture(World world, ProcessorHost host) {
        this.world = world;
        this.host = host;
    }

    /** Loads a processor of one file, {@code alerts.py}. */
    static PythonFixture load(String source) throws ProcessorException {
        return load(World.Pace.REPLAY, "alerts.py", source);
    }

    /** The same in a locality. */
    static PythonFixture load(Locality locality, String source) throws ProcessorException {
        return load(new World(World.Pace.REPLAY, locality), "alerts.py", source);
    }

    /** Loads files, each a name and a source; the first is the entry. */
    static PythonFixture load(World.Pace pace, String... files) throws ProcessorException {
        return load(new World(pace), files);
    }

    private static PythonFixture load(World world, String... files) throws ProcessorException {
        List<ProcessorCode.File> list = new ArrayList<>();
        for (int i = 0; i < files.length; i += 2) {
            list.add(new ProcessorCode.File(files[i], Bytes.utf8(files[i + 1])));
        }
        ProcessorCode code = new ProcessorCode("alerts", "python", files[0], list);
        world.begin(START_NANOS, StepRandom.seed(7, 0, "alerts", 0, List.of()));
        return new PythonFixture(world, world.run(() -> new PythonProcessorHostProvider().load(code)));
    }

    /** Runs the next step; a failed one is rolled back. */
    List<Output> step(Value value) throws ProcessorException {
        return stepAt(++sequence, value);
    }

    /** Runs a given step. */
    List<Output> stepAt(long ordinal, Value value) throws ProcessorException {
        Message message = new Message(
                new StreamKey("earthquakes"),
                2,
                ordinal,
                Instant.parse("2018-02-03T03:12:46.560Z"),
                Value.of("key"),
                List.of(new Header("trace", Value.of("a")), new Header("trace", Value.of("b"))),
                value);
        return step(message);
    }

    List<Output> step(Message message) throws ProcessorException {
        world.begin(
                START_NANOS + message.sequence() * STEP_NANOS,
                StepRandom.seed(7, 0, "alerts", message.sequence(), List.of()));
        Recorder recorder = new Recorder();
        try {
            world.run(() -> {
                host.process(message, recorder);
                return Optional.empty();
            });
        } catch (ProcessorException e) {
            store.rollBack();
            throw e;
        }
        store.commit();
        return recorder.outputs;
    }

    /** Runs the next step and returns its only output. */
    Value value(Value input) throws ProcessorException {
        List<Output> outputs = step(input);
        if (outputs.size() != 1) {
            throw new AssertionError("one output expected: " + outputs + ", log " + log);
        }
        return outputs.getFirst().value();
    }

    @Override
    public void close() {
        host.close();
    }

    private final class Recorder implements ProcessorContext {
        private final List<Output> outputs = new ArrayList<>();

        @Override
        public void emit(Output output) {
            outputs.add(output);
        }

        @Override
        public KeyValueStore state() {
            return store;
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
            return Instant.ofEpochSecond(0, world.readClockNanos());
        }

        @Override
        public RandomGenerator random() {
            return world.random();
        }

        @Override
        public void sleep(Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void log(String text) {
            log.add(text);
        }
    }
}
