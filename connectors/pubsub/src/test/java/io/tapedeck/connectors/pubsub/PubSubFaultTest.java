package io.tapedeck.connectors.pubsub;

import static io.tapedeck.connectors.pubsub.Topic.after;
import static io.tapedeck.connectors.pubsub.Topic.take;
import static io.tapedeck.connectors.pubsub.Topic.texts;
import static io.tapedeck.connectors.pubsub.Topic.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.StreamingPullResponse.SubscriptionProperties;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import io.tapedeck.connectors.pubsub.emulator.PubSubRelay;
import io.tapedeck.connectors.pubsub.emulator.PubSubRelay.Refusal;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Google's emulator never does, and Pub/Sub does. */
@Timeout(120)
class PubSubFaultTest {
    @TempDir
    private static Path folder;

    private static PubSubEmulator emulator;

    @BeforeAll
    static void startEmulator() throws Exception {
        assumeTrue(
                PubSubEmulator.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Pub/Sub emulator");
        emulator = PubSubEmulator.start(folder);
    }

    @AfterAll
    static void stopEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void anAcknowledgementThatFailsIsMadeAgainWhenTheMessageComesAgain() throws Exception {
        Topic topic = Topic.create(emulator);
        topic.publishTexts(1, 1);
        LateAcknowledgement fault = new LateAcknowledgement();
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), fault);
                Source source = topic.by(relay).open("ack_deadline", Duration.ofSeconds(10))) {
            source.seek(Optional.empty());
            List<Polled.Input> inputs = take(source, 1);
            source.acknowledge(after(inputs));
            while (fault.acknowledged.size() < 2) {
                assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(100)));
            }
        }
        assertFalse(fault.acknowledged.get(0).equals(fault.acknowledged.get(1)), fault.acknowledged::toString);
    }

    /** The first acknowledgement comes too late, which a subscription with exactly-once delivery tells. */
    private static final class LateAcknowledgement implements PubSubRelay.Fault {
        final List<String> acknowledged = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable Refusal refuse(String method, byte[] request) {
            if (!method.equals("Acknowledge")) {
                return null;
            }
            List<String> ids = idsOf(request);
            acknowledged.addAll(ids);
            return acknowledged.size() == ids.size() ? tooLate(ids) : null;
        }

        private static List<String> idsOf(byte[] request) {
            try {
                return List.copyOf(AcknowledgeRequest.parseFrom(request).getAckIdsList());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        private static Refusal tooLate(List<String> ids) {
            ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain("pubsub.googleapis.com");
            ids.forEach(id -> info.putMetadata(id, "PERMANENT_FAILURE_INVALID_ACK_ID"));
            StatusRuntimeException refused = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                    .setCode(Code.FAILED_PRECONDITION.getNumber())
                    .setMessage("Some acknowledgement ids are no longer valid")
                    .addDetails(Any.pack(info.build()))
                    .build());
            Metadata trailers = refused.getTrailers();
            return new Refusal(refused.getStatus(), trailers == null ? new Metadata() : trailers);
        }

        @Override
        public byte[] answer(String method, byte[] answer) {
            if (!method.equals("StreamingPull")) {
                return answer;
            }
            try {
                return StreamingPullResponse.parseFrom(answer).toBuilder()
                        .setSubscriptionProperties(
                                SubscriptionProperties.newBuilder().setExactlyOnceDeliveryEnabled(true))
                        .build()
                        .toByteArray();
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void whatPubSubIsNotAvailableForIsTriedAgain() throws Exception {
        Topic topic = Topic.create(emulator);
        Outages fault = new Outages();
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), fault)) {
            Topic faulty = topic.by(relay);
            try (Sink sink = faulty.sink()) {
                for (int i = 1; i <= 10; i++) {
                    write(sink, i, Output.of(Value.of("m" + i)));
                }
                sink.flush();
            }
            try (Source source = faulty.open("decode", "json")) {
                source.seek(Optional.empty());
                List<Polled.Input> inputs = new ArrayList<>(take(source, 10));
                assertEquals(
                        Topic.texts(1, 10).stream().sorted().toList(),
                        texts(inputs).stream().sorted().toList());
                source.acknowledge(after(inputs));
            }
        }
        for (String method : List.of("Publish", "StreamingPull", "Acknowledge")) {
            assertTrue(fault.calls.getOrDefault(method, 0) > Outages.REFUSED, fault.calls::toString);
        }
    }

    /** The first calls of each method are refused, of those that a run makes while it runs. */
    private static final class Outages implements PubSubRelay.Fault {
        static final int REFUSED = 2;
        final Map<String, Integer> calls = new ConcurrentHashMap<>();

        @Override
        public @Nullable Refusal refuse(String method, byte[] request) {
            return calls.merge(method, 1, Integer::sum) <= REFUSED
                    ? new Refusal(Status.UNAVAILABLE.withDescription("try again"), new Metadata())
                    : null;
        }
    }

    @Test
    void aSourceIsUnreachableWherePubSubIsAwayForItsTime() throws Exception {
        Topic topic = Topic.create(emulator);
        topic.publishTexts(1, 1);
        Questions fault = new Questions();
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), fault);
                Source source = topic.by(relay).open("timeout", Duration.ofSeconds(3))) {
            source.seek(Optional.empty());
            source.acknowledge(after(take(source, 1)));

            relay.away(true);
            relay.away(false); // the stream has ended, and the next one is silent
            int asked = fault.asked.get();
            while (fault.asked.get() == asked) {
                assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(50)));
            }
            topic.publishTexts(2, 2);
            source.acknowledge(after(take(source, 1)));

            relay.away(true);
            UnreachableException e = assertThrows(UnreachableException.class, () -> take(source, 1));
            assertTrue(
                    String.valueOf(e.getMessage())
                            .startsWith("cannot read the subscription \"sub-" + topic.name() + "\" of Pub/Sub at "
                                    + relay.node() + ": "),
                    e::getMessage);
        }
    }

    /** Counts how often it is asked for a subscription. */
    private static final class Questions implements PubSubRelay.Fault {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public byte[] answer(String method, byte[] answer) {
            if (method.equals("GetSubscription")) {
                asked.incrementAndGet();
            }
            return answer;
        }
    }

    @Test
    void aSinkIsUnreachableTooWhereItHasMoreThanItKeeps() throws Exception {
        Topic topic = Topic.create(emulator);
        Value value = Value.of("x".repeat(1 << 20));
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), PubSubRelay.Fault.NONE);
                Sink sink = topic.by(relay).sink("timeout", Duration.ofSeconds(3), "ordering", true)) {
            relay.away(true);
            UnreachableException e = assertThrows(UnreachableException.class, () -> {
                for (int i = 1; ; i++) {
                    write(sink, i, new Output(value, Value.of("key"), List.of()));
                }
            });
            assertTrue(String.valueOf(e.getMessage()).contains("no answer within 3000 ms"), e::getMessage);
        }
    }
}
