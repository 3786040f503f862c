package io.tapedeck.connectors.redis;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real server, in a process of its own that can be killed and started again with what it kept. Looked for in this order:
 * {@code -Dredis.server=PATH} or {@code REDIS_SERVER}, {@code redis-server} on the PATH, the binary in the package
 * embedded-redis. Without one the test is skipped, or fails where {@code servers.required} is true.
 */
final class RedisServer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> command = new ArrayList<>();
    private Process process;

    /** Starts one that keeps its data in a folder; what was acknowledged is on the disk. */
    RedisServer(Path folder, String... options) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        port = freePort();
        command.add(binary().toString());
        command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port), "--dir", folder.toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        command.addAll(List.of(options));
        start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it, again, and waits until it answers. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        for (int i = 0; i < 1000; i++) {
            if (!process.isAlive()) {
                throw new IOException("the server ended: " + Files.readString(folder.resolve("server.log")));
            }
            try (Connection connection = new Connection("127.0.0.1", port)) {
                connection.sendCommand(Command.PING);
                connection.getOne();
                return;
            } catch (JedisException e) {
                if (String.valueOf(e.getMessage()).contains("NOAUTH")) {
                    return;
                }
                Thread.sleep(10);
            }
        }
        throw new IOException("the server does not answer: " + Files.readString(folder.resolve("server.log")));
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int port() {
        return port;
    }

    /** The URL of streams. */
    String url(String keys) {
        return "redis://127.0.0.1:" + port + "/" + keys;
    }

    /** The answer to a command. */
    Object call(String... words) {
        return call(List.of(words).stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** The answer to a command. */
    Object call(byte[]... words) {
        try (Connection connection = new Connection("127.0.0.1", port)) {
            Command name = Command.valueOf(new String(words[0], StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
            connection.sendCommand(name, java.util.Arrays.copyOfRange(words, 1, words.length));
            return connection.getOne();
        }
    }

    /** A field of all entries of a stream, in order. */
    List<String> contents(String key, String field) {
        List<String> contents = new ArrayList<>();
        for (Object entry : (List<?>) call("XRANGE", key, "-", "+")) {
            List<?> fields = (List<?>) ((List<?>) entry).get(1);
            for (int i = 0; i < fields.size(); i += 2) {
                if (Request.text(fields.get(i)).equals(field)) {
                    contents.add(Request.text(fields.get(i + 1)));
                }
            }
        }
        return contents;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static Path binary() throws IOException {
        Optional<Path> named = Stream.of(System.getProperty("redis.server"), System.getenv("REDIS_SERVER"))
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .map(Path::of);
        if (named.isPresent()) {
            return named.get();
        }
        Optional<Path> onPath = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return onPath.isPresent() ? onPath.get() : unpacked();
    }

    private static Path unpacked() throws IOException {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String name = "redis-server-7.0.15-" + os + "-" + arch;
        Path target = Path.of("target", name).toAbsolutePath();
        if (Files.isExecutable(target)) {
            return target;
        }
        try (InputStream in = RedisServer.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                String missing = "no redis-server: name one with -Dredis.server=PATH";
                if (Boolean.getBoolean("servers.required")) {
                    fail(missing);
                }
                Assumptions.abort(missing);
            }
            Path written = Files.createTempFile(Files.createDirectories(target.getParent()), name, ".new");
            Files.copy(in, written, StandardCopyOption.REPLACE_EXISTING);
            written.toFile().setExecutable(true);
            return Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
