package io.tapedeck.tools.bench;

import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorHostProvider;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Timers;
import io.tapedeck.runtime.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** A Python handler by itself: decoded messages in, values out, with neither log nor codec. */
final class PythonHandler implements Arm {
    static final String HANDLE = "handle.py";
    /** How many messages there are; they come again and again. */
    static final int ORDERS = 4096;

    private static final long TIME_NANOS = 1_763_700_000_000_000_000L;

    private final String processor;
    private final Message[] messages = messages();
    private final World world = new World(World.Pace.REPLAY);
    private final Deque<ProcessorHost> hosts = new ArrayDeque<>();

    PythonHandler(String processor) {
        this.processor = processor;
    }

    /** How often all messages are handled. */
    static long rounds(Work work) {
        return Math.ceilDiv(work.messages(), ORDERS);
    }

    private static Message[] messages() {
        Message[] messages = new Message[ORDERS];
        StreamKey stream = new StreamKey("orders");
        for (int i = 0; i < ORDERS; i++) {
            messages[i] = new Message(stream, 0, i + 1L, Instant.EPOCH, Value.NULL, List.of(), Orders.value(i));
        }
        return messages;
    }

    @Override
    public void prepare(Work work) throws IOException {
        BenchPipeline.copyResource(processor, work.folder());
        hosts.push(load(work.folder()));
    }

    private ProcessorHost load(Path folder) throws IOException {
        ProcessorHostProvider python = RecordedRun.EXTENSIONS
                .host("python")
                .orElseThrow(() -> new CannotStartException("there is no host for Python"));
        world.begin(TIME_NANOS, 0);
        try {
            ProcessorCode code = python.read("handler", processor, folder, List.of());
            return world.run(() -> python.load(code));
        } catch (ProcessorException e) {
            throw new IllegalStateException("a handler that is measured cannot be loaded", e);
        }
    }

    @Override
    public double measure(Work work) throws IOException {
        Calls calls = new Calls();
        long start = System.nanoTime();
        try {
            for (long round = 0; round < rounds(work); round++) {
                work.limit().check();
                world.run(() -> {
                    calls.handleAll(hosts.element());
                    return true;
                });
            }
        } catch (ProcessorException e) {
            throw new IllegalStateException("a handler that is measured failed", e);
        }
        long nanos = System.nanoTime() - start;
        long handled = rounds(work) * ORDERS;
        if (calls.emitted != handled) {
            throw new IllegalStateException(calls.emitted + " outputs of " + handled + " messages");
        }
        return Metric.MESSAGES.rate(handled, 0, nanos);
    }

    @Override
    public void close() {
        while (!hosts.isEmpty()) {
            hosts.pop().close();
        }
    }

    /** Calls with a state of their own; the outputs are counted. */
    private final class Calls implements ProcessorContext {
        private final StateStore state = new StateStore();
        private long emitted;

        void handleAll(ProcessorHost host) throws ProcessorException {
            for (Message message : messages) {
                world.begin(TIME_NANOS, message.sequence());
                host.process(message, this);
                state.commit();
            }
        }

        @Override
        public void emit(Output output) {
            emitted += output.value().isNull() ? 0 : 1;
        }

        @Override
        public KeyValueStore state() {
            return state;
        }

        @Override
        public Timers timers() {
            throw new UnsupportedOperationException("a handler that is measured sets no timers");
        }

        @Override
        public Value effect(String service, Value request) {
            throw new UnsupportedOperationException("a handler that is measured asks no services");
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public RandomGenerator random() {
            return world.random();
        }

        @Override
        public void sleep(Duration duration) {}

        @Override
        public void log(String text) {}
    }
}
