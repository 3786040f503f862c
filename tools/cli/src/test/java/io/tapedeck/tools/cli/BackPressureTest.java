package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink that stalls stops the source and not the machine: many large messages on their way to a reader that sleeps, in a
 * process with little memory. {@code -Dsweep=full} moves 100,000 messages, about 1 GB.
 */
final class BackPressureTest {
    /** What spec/architecture.md says is enough. */
    private static final String HEAP_MAX = "-Xmx192m";

    private static final int MESSAGES = "full".equals(System.getProperty("sweep")) ? 100_000 : 30_000;
    private static final int BYTES = 10_000;
    /** What is on its way when nobody reads: a group, what the client fetched, and pipes. */
    private static final long ON_THE_WAY_MAX = 100 << 20;

    @TempDir
    private Path folder;

    @Test
    void aSinkThatStallsStopsTheSource() throws Exception {
        Shelled tapedeck = new Shelled(folder).withFlags(HEAP_MAX);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            broker.createTopic("large", 1, Map.of());
            produce(broker);
            tapedeck.write("stall.toml", """
                    [pipeline.stall]
                    from = { url = "kafka://NODE/large", follow = false, decode = "text" }
                    to = "stdio://"
                    durability = "os"
                    """.replace("NODE", broker.node()));
            Process process = tapedeck.builder("run", "stall.toml")
                    .redirectError(folder.resolve("said.txt").toFile())
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertEquals(BYTES, lines.readLine().length(), () -> said());
                long recorded = awaitStall(process);
                assertTrue(recorded < ON_THE_WAY_MAX, recorded + " bytes were recorded while nobody read");
                assertEquals(MESSAGES - 1, lines.lines().count(), () -> said());
                assertEquals(0, process.waitFor(), () -> said());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void produce(KafkaBroker broker) {
        String text = "0123456789".repeat(BYTES / 10);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.node(), "compression.type", "gzip", "linger.ms", "20"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(new ProducerRecord<>("large", text));
            }
        }
    }

    /** Waits until the log grows no more, and returns its size. */
    private long awaitStall(Process process) throws Exception {
        long bytes = -1;
        for (long now = logBytes(); now != bytes; now = logBytes()) {
            assertTrue(process.isAlive(), () -> said());
            bytes = now;
            TimeUnit.SECONDS.sleep(2);
        }
        return bytes;
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        for (Path segment : new Shelled(folder).segments()) {
            bytes += Files.size(segment);
        }
        return bytes;
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
