package io.tapedeck.tools.bench.debezium;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Moves changes to a topic: each event's key and value as the engine gives them, in JSON. */
final class DebeziumMove implements Closeable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final long messages;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long moved;

    DebeziumMove(String node, String topic, long messages) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", node), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.messages = messages;
    }

    /** Runs the engine until all is delivered. */
    void run(Properties properties) throws IOException, InterruptedException {
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class)
                .using(properties)
                .using((success, message, error) -> ended(success, message, error))
                .notifying(this::send)
                .build();
        Thread thread = Thread.ofPlatform().daemon().start(engine);
        end.await();
        producer.flush();
        engine.close();
        thread.join();
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IOException("the engine failed: " + thrown, thrown);
        }
    }

    private void send(
            List<ChangeEvent<String, String>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        for (ChangeEvent<String, String> event : events) {
            var _ = producer.send(new ProducerRecord<>(topic, bytes(event.key()), bytes(event.value())));
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        moved += events.size();
        if (moved >= messages) {
            end.countDown();
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private void ended(boolean success, @Nullable String message, @Nullable Throwable error) {
        if (!success) {
            failure.compareAndSet(null, error == null ? new IOException(message) : error);
        }
        end.countDown();
    }

    @Override
    public void close() {
        producer.close();
    }
}
