package io.tapedeck.connectors.pubsub.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Google's Pub/Sub emulator in a process of its own. It keeps all in memory: what it had is gone when it ends. It has no
 * credentials, ignores filters, and never fails an acknowledgement. {@link PubSubRelay} is before it.
 */
public final class PubSubEmulator implements AutoCloseable {
    private static final int ATTEMPTS = 3000;
    private static final int ATTEMPT_MILLIS = 10;
    private static final String READY = "Server started";

    private final Process process;
    private final PubSubRelay relay;

    private PubSubEmulator(Process process, PubSubRelay relay) {
        this.process = process;
        this.relay = relay;
    }

    /** Whether there is one that can be started. */
    public static boolean isAvailable() {
        return EmulatorJar.find().isPresent();
    }

    /** Starts one, and waits until it serves; a folder has what it prints. */
    public static PubSubEmulator start(Path folder) throws IOException, InterruptedException {
        Path jar = EmulatorJar.find()
                .orElseThrow(() -> new IOException(
                        "there is no Pub/Sub emulator here: install google-cloud-cli-pubsub-emulator, or name its jar "
                                + "with -Dpubsub.emulator=PATH"));
        Path output = Files.createDirectories(folder).resolve("emulator.txt");
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "--host=127.0.0.1",
                        "--port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady(process, output);
        return new PubSubEmulator(process, new PubSubRelay("127.0.0.1:" + port, PubSubRelay.Fault.NONE));
    }

    private static void awaitReady(Process process, Path output) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<String> line = Files.readAllLines(output).stream()
                    .filter(text -> text.contains(READY))
                    .findFirst();
            if (line.isPresent()) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(ATTEMPT_MILLIS);
        }
        process.destroyForcibly();
        throw new IOException("the Pub/Sub emulator did not start: " + Files.readString(output));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Its address, {@code host:port}. */
    public String node() {
        return relay.node();
    }

    /** As {@link PubSubRelay#away}. */
    public void away(boolean away) {
        relay.away(away);
    }

    /** Kills it, and waits until it is gone. */
    public void kill() throws InterruptedException {
        relay.close();
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        relay.close();
        process.destroyForcibly();
    }
}
