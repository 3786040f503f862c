package io.tapedeck.tools.bench;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Both ends of a pipeline that is measured, {@code bench://memory}: messages that are in memory, as those of a bare
 * append are, and a sink that keeps how long each was on its way. So a recording is compared with an append, and not a
 * file's reading and writing.
 */
final class MemoryStream implements ConnectorProvider {
    static final String SCHEME = "bench";
    static final String URL = SCHEME + "://memory";

    /** The keys of messages without one. */
    static final List<Value> NO_KEY = List.of(Value.NULL);

    private static final StreamKey STREAM = new StreamKey("bench");
    private static final Guarantee GUARANTEE =
            new Guarantee(Guarantee.Level.AT_LEAST_ONCE, "memory does not outlive the process");

    private final Bytes[] payloads;
    private final List<Value> keys;
    private final Work work;
    /** The time between two messages; 0 gives them as fast as they are taken. */
    private final double gapNanos;

    private final long[] latenciesNanos;
    private long startNanos;
    private int delivered;

    /** A stream of {@code work.messages()} without keys, as fast as they are taken. */
    static MemoryStream fast(Payloads payloads, Work work) {
        return new MemoryStream(payloads, NO_KEY, work, Double.POSITIVE_INFINITY);
    }

    /** The same, so many a second. */
    static MemoryStream paced(Payloads payloads, Work work, double perSecond) {
        return new MemoryStream(payloads, NO_KEY, work, perSecond);
    }

    /** The same as fast as they are taken, with keys, in turn. */
    static MemoryStream keyed(Payloads payloads, Work work, List<Value> keys) {
        return new MemoryStream(payloads, keys, work, Double.POSITIVE_INFINITY);
    }

    private MemoryStream(Payloads payloads, List<Value> keys, Work work, double perSecond) {
        this.payloads = payloads.as(Bytes::wrap, new Bytes[0]);
        this.keys = keys;
        this.work = work;
        gapNanos = 1e9 / perSecond;
        latenciesNanos = new long[Math.toIntExact(work.messages())];
    }

    /**
     * How long a message takes from when it is there to be fed to when its output is delivered.
     *
     * @param part the part of the messages that take no longer
     */
    double latencyMillis(double part) {
        if (delivered != latenciesNanos.length) {
            throw new IllegalStateException(delivered + " of " + latenciesNanos.length + " outputs were delivered");
        }
        long[] sorted = latenciesNanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))] / 1e6;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return List.of();
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return List.of();
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return List.of();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return GUARANTEE;
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return GUARANTEE;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) {
        return new Messages();
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) {
        return new Deliveries();
    }

    /** Gives each message when it is due; its time is that moment, by {@link System#nanoTime}. */
    private final class Messages implements Source {
        private long given;

        @Override
        public void seek(Optional<Value> after) {
            given = after.map(Value::asLong).orElse(0L);
        }

        @Override
        public Polled poll(Duration wait) {
            if (given == work.messages()) {
                return Polled.Ended.INSTANCE;
            }
            if (given % Work.CHUNK_MESSAGES == 0) {
                work.limit().check();
            }
            long now = System.nanoTime();
            startNanos = given == 0 && startNanos == 0 ? now : startNanos;
            long dueNanos = gapNanos == 0 ? now : startNanos + (long) (given * gapNanos);
            if (dueNanos > now) {
                return idle(Math.min(dueNanos - now, wait.toNanos()));
            }
            return new Polled.Input(message((int) given, dueNanos), Value.of(++given));
        }

        private static Polled idle(long nanos) {
            if (nanos > 0) {
                LockSupport.parkNanos(nanos);
            }
            return Polled.Idle.INSTANCE;
        }

        private EncodedMessage message(int index, long timeNanos) {
            return new EncodedMessage(
                    STREAM,
                    0,
                    index + 1L,
                    timeNanos,
                    keys.get(index % keys.size()),
                    List.of(),
                    PayloadEncoding.BYTES,
                    payloads[index & payloads.length - 1]);
        }

        @Override
        public void close() {}
    }

    /** Takes outputs, one a message. */
    private final class Deliveries implements Sink {
        private int written = delivered;

        @Override
        public Bytes encode(Output output) {
            return output.value() instanceof BytesValue(Bytes bytes) ? bytes : ValueEncoder.encode(output.value());
        }

        @Override
        public void write(Effect effect) {
            latenciesNanos[written++] = effect.timeNanos();
        }

        @Override
        public void flush() {
            long now = System.nanoTime();
            for (; delivered < written; delivered++) {
                latenciesNanos[delivered] = now - latenciesNanos[delivered];
            }
        }

        @Override
        public void close() {}
    }
}
