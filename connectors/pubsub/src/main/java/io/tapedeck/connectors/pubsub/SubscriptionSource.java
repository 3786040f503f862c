package io.tapedeck.connectors.pubsub;

import com.google.api.core.ApiService;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.batching.FlowController;
import com.google.api.gax.core.InstantiatingExecutorProvider;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.pubsub.v1.AckReplyConsumerWithResponse;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriberShutdownSettings;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.pubsub.v1.PubsubMessage;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a subscription by streaming pull. The client extends the leases of what is here, from its own threads, as long as the
 * process lives, and takes no more from Pub/Sub than is bounded here before some of it is acknowledged. Messages come in the
 * order of one stream, so those of an ordering key in theirs.
 *
 * <p>When it ends, what was not acknowledged comes again after the deadline.
 */
final class SubscriptionSource implements Source {
    private static final long OUTSTANDING_BYTES_MAX = 16 << 20;

    /** Pub/Sub would give up a message that a step works on for longer. */
    private static final Duration LEASE_MAX = Duration.ofDays(365);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Cloud cloud;
    private final SourceSettings settings;
    private final MessageReader reader;

    /** Bounded by the client's flow control: what is here is not acknowledged. */
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    private final PullWatch watch = new PullWatch();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Receipts receipts;
    private Optional<Subscriber> subscriber = Optional.empty();

    private record Delivery(PubsubMessage message, AckReplyConsumerWithResponse reply) {}

    private SubscriptionSource(Cloud cloud, SourceSettings settings) {
        this.cloud = cloud;
        this.settings = settings;
        reader = new MessageReader(settings.topic(), settings.encoding());
        receipts = new Receipts(settings.subscription(), settings.ackDeadline());
    }

    static SubscriptionSource open(Access access, SourceSettings settings) throws ConnectorException {
        Cloud cloud = Cloud.of(access);
        new Topics(cloud).require(settings);
        return new SubscriptionSource(cloud, settings);
    }

    @Override
    public boolean isShared() {
        return settings.isShared();
    }

    @Override
    public boolean isAcknowledged() {
        return true;
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        receipts.release();
        if (after.isPresent()) {
            verifySubscription(Receipts.subscriptionOf(after.get()));
            receipts = Receipts.behind(after.get(), settings.subscription(), settings.ackDeadline());
        } else {
            receipts = new Receipts(settings.subscription(), settings.ackDeadline());
            new Topics(cloud).seek(settings);
        }
        if (subscriber.isEmpty()) {
            subscriber = Optional.of(subscribe());
        }
    }

    private void verifySubscription(String before) throws ConnectorException {
        if (!before.equals(settings.subscription())) {
            throw new ConnectorException("the run reads the subscription \"" + before
                    + "\", the pipeline file now says \"" + settings.subscription() + "\"; --new starts a new run");
        }
    }

    private Subscriber subscribe() {
        Subscriber client = Subscriber.newBuilder(Topics.name(settings).toString(), this::receive)
                .setChannelProvider(cloud.channels(watch))
                .setCredentialsProvider(cloud.credentials())
                .setParallelPullCount(1)
                .setExecutorProvider(InstantiatingExecutorProvider.newBuilder()
                        .setExecutorThreadCount(1) // several would change the order
                        .build())
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount(settings.outstandingMax())
                        .setMaxOutstandingRequestBytes(OUTSTANDING_BYTES_MAX)
                        .setLimitExceededBehavior(FlowController.LimitExceededBehavior.Block)
                        .build())
                .setMaxAckExtensionPeriodDuration(LEASE_MAX)
                .setMinDurationPerAckExtensionDuration(settings.ackDeadline())
                .setMaxDurationPerAckExtensionDuration(settings.ackDeadline().plusMillis(1)) // has to be more
                .setSubscriberShutdownSettings(SubscriberShutdownSettings.newBuilder()
                        .setTimeout(Duration.ZERO) // what it gives back may be given to the stream that ends
                        .build())
                .build();
        client.addListener(
                new ApiService.Listener() {
                    @Override
                    public void failed(ApiService.State from, Throwable thrown) {
                        failure.set(thrown);
                    }
                },
                MoreExecutors.directExecutor());
        client.startAsync();
        return client;
    }

    /** On the client's thread. */
    private void receive(PubsubMessage message, AckReplyConsumerWithResponse reply) {
        deliveries.add(new Delivery(message, reply));
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        long endNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Delivery next = deliveries.poll(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                throwFailure();
                verifyReached();
                return Polled.Idle.INSTANCE;
            }
            Optional<Long> sequence = receipts.take(next.message().getMessageId(), next.reply());
            if (sequence.isPresent()) {
                return new Polled.Input(reader.message(sequence.get(), next.message()), receipts.position());
            }
        }
    }

    private void throwFailure() throws ConnectorException {
        Throwable thrown = failure.get();
        if (thrown instanceof NotFoundException) {
            throw new ConnectorException(
                    Topics.told(settings) + " in the project "
                            + settings.topic().project() + " at "
                            + cloud.access().server() + " is gone, or was never there",
                    thrown);
        }
        if (thrown != null) {
            throw cloud.failed("read " + Topics.told(settings), thrown);
        }
    }

    /** Where streams failed, and Pub/Sub was silent for as long as an answer may take, it is asked. */
    private void verifyReached() throws ConnectorException {
        if (watch.isFailingFor(cloud.access().timeout())) {
            new Topics(cloud).verifyRead(settings);
            watch.answered();
        }
    }

    @Override
    public void acknowledge(Value position) {
        receipts.acknowledge(position);
    }

    @Override
    public void close() {
        if (subscriber.isEmpty()) {
            return;
        }
        try {
            receipts.awaitConfirmed(CLOSE_WAIT);
            subscriber.get().stopAsync().awaitTerminated(2 * CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | IllegalStateException e) {
            // Pub/Sub is away, or had failed before: what was not acknowledged comes again after the deadline.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
