package io.tapedeck.connectors.pubsub;

import com.google.api.core.ApiFuture;
import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.TopicName;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectNames;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes outputs to a topic, many in a request, with their effect ids in an attribute. What was published and not confirmed
 * is published again when the run goes on; the reader tells by the id.
 */
final class TopicSink implements Sink {
    private static final long BATCH_MESSAGES_MAX = 1000;
    private static final long BATCH_BYTES_MAX = 1 << 20;
    private static final Duration BATCH_TIME_MAX = Duration.ofMillis(10);
    private static final long OUTSTANDING_MAX = 100_000;
    private static final long OUTSTANDING_BYTES_MAX = 16 << 20;
    private static final Duration PUBLISH_TIME_MIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final SinkSettings settings;
    private final EffectNames names;
    private final MessageWriter writer;
    private final CallGate gate = new CallGate();
    private final Publisher publisher;

    /** What was published and not answered, in its order. */
    private final Deque<Published> outstanding = new ArrayDeque<>();

    private long outstandingBytes;

    private record Published(ApiFuture<String> answer, int bytes) {}

    private TopicSink(Cloud cloud, SinkSettings settings, SinkContext context) throws IOException {
        this.cloud = cloud;
        this.settings = settings;
        publisher = publisher(cloud, settings, gate);
        names = new EffectNames(context);
        writer = new MessageWriter(settings.encoding(), settings.isOrdered());
    }

    static TopicSink open(Access access, SinkSettings settings, SinkContext context) throws ConnectorException {
        Cloud cloud = Cloud.of(access);
        new Topics(cloud).require(settings.topic(), settings.isCreated());
        try {
            return new TopicSink(cloud, settings, context);
        } catch (IOException e) {
            throw cloud.noClient(e);
        }
    }

    private static Publisher publisher(Cloud cloud, SinkSettings settings, CallGate gate) throws IOException {
        return Publisher.newBuilder(TopicName.of(
                        settings.topic().project(), settings.topic().topic()))
                .setChannelProvider(cloud.channels(gate))
                .setCredentialsProvider(cloud.credentials())
                .setEnableMessageOrdering(settings.isOrdered())
                .setRetrySettings(retrying(cloud.access().timeout()))
                .setBatchingSettings(BatchingSettings.newBuilder()
                        .setElementCountThreshold(BATCH_MESSAGES_MAX)
                        .setRequestByteThreshold(BATCH_BYTES_MAX)
                        .setDelayThresholdDuration(BATCH_TIME_MAX)
                        .build())
                .build();
    }

    /** The publisher takes no shorter time than its minimum; {@link #take} waits for what was asked for. */
    private static RetrySettings retrying(Duration timeout) {
        return Cloud.retrying(timeout.compareTo(PUBLISH_TIME_MIN) < 0 ? PUBLISH_TIME_MIN : timeout);
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return writer.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        takeAnswers();
        PubsubMessage message = writer.message(effect.output(), effect.encoded(), names.of(effect.id()));
        int bytes = message.getSerializedSize();
        while (!outstanding.isEmpty()
                && (outstanding.size() >= OUTSTANDING_MAX || outstandingBytes + bytes > OUTSTANDING_BYTES_MAX)) {
            take();
        }
        outstanding.add(new Published(publisher.publish(message), bytes));
        outstandingBytes += bytes;
    }

    /** The publisher sends by itself. */
    @Override
    public boolean push() throws ConnectorException {
        publisher.publishAllOutstanding();
        takeAnswers();
        return outstanding.isEmpty();
    }

    private void takeAnswers() throws ConnectorException {
        while (!outstanding.isEmpty() && outstanding.peek().answer().isDone()) {
            take();
        }
    }

    @Override
    public void flush() throws ConnectorException {
        publisher.publishAllOutstanding();
        while (!outstanding.isEmpty()) {
            take();
        }
    }

    /** Waits for the next answer; of ordered messages the publisher would try again for ever. */
    private void take() throws ConnectorException {
        Published next = outstanding.remove();
        outstandingBytes -= next.bytes();
        try {
            next.answer().get(cloud.access().timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw cloud.failed("publish to " + told(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new UnreachableException(
                    "cannot publish to " + told() + " at " + cloud.access().server() + ": no answer within "
                            + cloud.access().timeout().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException("interrupted while publishing to " + told(), e);
        }
    }

    private String told() {
        return "the topic \"" + settings.topic().topic() + "\" of Pub/Sub";
    }

    @Override
    public void close() {
        Thread closing = Thread.ofPlatform().daemon().start(publisher::shutdown); // waits for all answers
        try {
            closing.join(CLOSE_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gate.close();
        }
    }
}
