package io.tapedeck.tools.cli;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.tapedeck.connectors.faults.FaultyProxy;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Google's emulator, which has all in memory, and nothing of it when it was killed. */
final class PubSubNumberServer implements NumberSource, NumberSink, NumberServer {
    private static final String PROJECT = "matrix";
    private static final int BATCH_MAX = 1000;

    private final PubSubEmulator emulator;
    private final FaultyProxy proxy;
    private final ManagedChannel channel;
    private final TopicAdminClient topics;
    private final SubscriptionAdminClient subscriptions;

    /** What each topic got: by the ids of messages, for one may be given again. */
    private final Map<String, Map<String, Arrival>> received = new HashMap<>();

    private PubSubNumberServer(PubSubEmulator emulator, FaultyProxy proxy) throws IOException {
        this.emulator = emulator;
        this.proxy = proxy;
        channel =
                ManagedChannelBuilder.forTarget(emulator.node()).usePlaintext().build();
        TransportChannelProvider channels = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        topics = TopicAdminClient.create(TopicAdminSettings.newBuilder()
                .setTransportChannelProvider(channels)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
        subscriptions = SubscriptionAdminClient.create(SubscriptionAdminSettings.newBuilder()
                .setTransportChannelProvider(channels)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
    }

    static PubSubNumberServer start(Path folder, Random random) throws IOException, InterruptedException {
        PubSubEmulator emulator = PubSubEmulator.start(folder);
        return new PubSubNumberServer(emulator, new FaultyProxy(emulator.node(), random));
    }

    /** With the subscription that pipelines read by default, and that {@link #numbers} reads. */
    @Override
    public void create(String name) {
        TopicName topic = TopicName.of(PROJECT, name);
        topics.createTopic(topic);
        subscriptions.createSubscription(Subscription.newBuilder()
                .setName(subscription(name))
                .setTopic(topic.toString())
                .setAckDeadlineSeconds(10)
                .build());
        received.put(name, new LinkedHashMap<>());
    }

    private static String subscription(String name) {
        return SubscriptionName.of(PROJECT, "tapedeck-" + name).toString();
    }

    @Override
    public void append(String name, int from, int to) {
        for (int next = from; next < to; next += BATCH_MAX) {
            publish(name, IntStream.range(next, Math.min(to, next + BATCH_MAX)));
        }
    }

    private void publish(String name, IntStream numbers) {
        topics.publish(
                TopicName.of(PROJECT, name),
                numbers.mapToObj(number -> PubsubMessage.newBuilder()
                                .setData(ByteString.copyFromUtf8(Integer.toString(number)))
                                .build())
                        .toList());
    }

    @Override
    public String from(String name) {
        return table(name, "ack_deadline = \"10s\"");
    }

    @Override
    public String to(String name, Random random) {
        return table(name, "ordering = " + random.nextBoolean());
    }

    private String table(String name, String options) {
        return "{ url = \"pubsub://" + PROJECT + "/" + name + "\", emulator = \"" + proxy.node()
                + "\", timeout = \"2s\", " + options + " }";
    }

    @Override
    public List<Integer> numbers(String name) {
        return received(name).stream().map(Arrival::number).toList();
    }

    @Override
    public List<Integer> numbersById(String name) {
        return NumberSink.byId(received(name));
    }

    @SuppressWarnings("deprecation") // what is there now is all that is asked for
    private Collection<Arrival> received(String name) {
        Map<String, Arrival> arrivals = received.get(name);
        List<ReceivedMessage> next;
        do {
            next = subscriptions
                    .pullCallable()
                    .call(PullRequest.newBuilder()
                            .setSubscription(subscription(name))
                            .setMaxMessages(BATCH_MAX)
                            .setReturnImmediately(true)
                            .build())
                    .getReceivedMessagesList();
            if (!next.isEmpty()) {
                subscriptions.acknowledge(
                        subscription(name),
                        next.stream().map(ReceivedMessage::getAckId).toList());
                next.forEach(each -> arrivals.put(each.getMessage().getMessageId(), arrival(each.getMessage())));
            }
        } while (!next.isEmpty());
        return arrivals.values();
    }

    private static Arrival arrival(PubsubMessage message) {
        return new Arrival(
                message.getAttributesOrThrow("tapedeck-effect-id"),
                Integer.parseInt(message.getData().toStringUtf8()));
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("it would lose all that it has");
    }

    @Override
    public void startAgain() {
        throw new UnsupportedOperationException("it was not killed");
    }

    @Override
    public void close() throws IOException {
        subscriptions.close();
        topics.close();
        channel.shutdownNow();
        proxy.close();
        emulator.close();
    }
}
