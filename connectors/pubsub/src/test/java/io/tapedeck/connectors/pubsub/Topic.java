package io.tapedeck.connectors.pubsub;

import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import io.tapedeck.connectors.pubsub.emulator.PubSubRelay;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A topic of the emulator with a subscription, and what the tests do with them by Google's client alone, and by ours. */
final class Topic {
    static final UUID LINEAGE = new UUID(1, 2);
    private static final String PROJECT = "tests";
    private static int made;

    private final String node;
    private final String name;
    private final Cloud cloud;

    private Topic(String node, String name) throws ConnectorException {
        this.node = node;
        this.name = name;
        cloud = Cloud.of(new Access(Optional.of(node), Optional.empty(), Optional.empty(), Duration.ofSeconds(20)));
    }

    /** A name that no other has. */
    static synchronized String freshName() {
        made++;
        return "topic-" + made;
    }

    /** Makes a topic, and the subscription {@code sub-NAME}. */
    static Topic create(PubSubEmulator emulator) throws ConnectorException {
        Topic topic = new Topic(emulator.node(), freshName());
        try (TopicAdminClient topics = topic.cloud.topics()) {
            topics.createTopic(TopicName.of(PROJECT, topic.name));
        }
        try (SubscriptionAdminClient subscriptions = topic.cloud.subscriptions()) {
            subscriptions.createSubscription(Subscription.newBuilder()
                    .setName(topic.subscriptionName())
                    .setTopic(TopicName.of(PROJECT, topic.name).toString())
                    .setEnableMessageOrdering(true)
                    .setAckDeadlineSeconds(10)
                    .build());
        }
        return topic;
    }

    /** One that a source or a sink is to make. */
    static Topic toBeCreated(PubSubEmulator emulator) throws ConnectorException {
        return new Topic(emulator.node(), freshName());
    }

    /** The same by way of a relay. */
    Topic by(PubSubRelay relay) throws ConnectorException {
        return new Topic(relay.node(), name);
    }

    String name() {
        return name;
    }

    private String subscriptionName() {
        return SubscriptionName.of(PROJECT, "sub-" + name).toString();
    }

    Endpoint endpoint(Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("emulator", node));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return new Endpoint(StreamUrl.parse("pubsub://" + PROJECT + "/" + name), Path.of("."), options);
    }

    Source open(Object... more) throws ConnectorException {
        Endpoint endpoint = endpoint(more);
        Map<String, Object> options = new HashMap<>(endpoint.options());
        options.putIfAbsent("subscription", "sub-" + name);
        options.putIfAbsent("decode", "text");
        Endpoint whole = new Endpoint(endpoint.url(), endpoint.folder(), options);
        verify(new PubSubConnector().checkSource(whole));
        return new PubSubConnector().openSource(whole, ShardShare.ALL);
    }

    Sink sink(Object... more) throws ConnectorException {
        verify(new PubSubConnector().checkSink(endpoint(more)));
        return new PubSubConnector()
                .openSink(endpoint(more), new SinkContext(LINEAGE, "run1", 0, false, Durability.FSYNC));
    }

    private static void verify(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new AssertionError(mistakes.toString());
        }
    }

    void publish(PubsubMessage... messages) throws Exception {
        Publisher publisher = Publisher.newBuilder(TopicName.of(PROJECT, name))
                .setChannelProvider(cloud.channels())
                .setCredentialsProvider(cloud.credentials())
                .setEnableMessageOrdering(true)
                .build();
        for (PubsubMessage message : messages) {
            publisher.publish(message).get();
        }
        publisher.shutdown();
        publisher.awaitTermination(10, TimeUnit.SECONDS);
    }

    void publishTexts(int from, int to) throws Exception {
        List<PubsubMessage> messages = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            messages.add(PubsubMessage.newBuilder()
                    .setData(ByteString.copyFromUtf8("m" + i))
                    .build());
        }
        publish(messages.toArray(PubsubMessage[]::new));
    }

    /** Takes the next so many messages by Google's client, and acknowledges them. */
    List<PubsubMessage> pull(int count) {
        List<PubsubMessage> messages = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try (SubscriptionAdminClient client = cloud.subscriptions()) {
            while (messages.size() < count && System.nanoTime() < deadline) {
                List<ReceivedMessage> received = client.pullCallable()
                        .call(PullRequest.newBuilder()
                                .setSubscription(subscriptionName())
                                .setMaxMessages(count)
                                .build())
                        .getReceivedMessagesList();
                received.forEach(each -> messages.add(each.getMessage()));
                if (!received.isEmpty()) {
                    client.acknowledge(
                            subscriptionName(),
                            received.stream().map(ReceivedMessage::getAckId).toList());
                }
            }
            return messages;
        } catch (ConnectorException e) {
            throw new AssertionError(e);
        }
    }

    /** The next so many inputs of a source. */
    static List<Polled.Input> take(Source source, int count) throws Exception {
        List<Polled.Input> inputs = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (inputs.size() < count) {
            if (source.poll(Duration.ofMillis(50)) instanceof Polled.Input input) {
                inputs.add(input);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + inputs.size() + " of " + count);
            }
        }
        return inputs;
    }

    static List<String> texts(List<Polled.Input> inputs) throws EncodingException {
        List<String> texts = new ArrayList<>();
        for (Polled.Input input : inputs) {
            texts.add(new PayloadDecoder().decode(input.message()).asString());
        }
        return texts;
    }

    static List<String> texts(int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            texts.add("m" + i);
        }
        return texts;
    }

    /** The position behind inputs, as a run would keep it. */
    static Value after(List<Polled.Input> inputs) {
        SourcePosition position = new SourcePosition(Value.NULL);
        inputs.forEach(input -> position.advance(input.position()));
        return position.toValue();
    }

    static void write(Sink sink, long ordinal, Output output) throws Exception {
        sink.write(new Effect(new EffectId(ordinal, 0), ordinal * 1000, output, sink.encode(output)));
    }
}
