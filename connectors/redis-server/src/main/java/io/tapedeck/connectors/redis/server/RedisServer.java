package io.tapedeck.connectors.redis.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis server in a process of its own, so that it can be killed as a machine would kill it, and started again with what
 * it had written: all that it had acknowledged, unless it is told otherwise.
 */
public final class RedisServer implements AutoCloseable {
    private static final int ATTEMPTS = 1000;
    private static final int ATTEMPT_MILLIS = 10;
    private static final int PIPELINED = 1000;

    private final Path log;
    private final int port;
    private final List<String> command;
    private Process process;

    private RedisServer(Path log, int port, List<String> command) throws IOException {
        this.log = log;
        this.port = port;
        this.command = command;
        process = launch(command, log);
    }

    /** Whether there is a server that can be started: one that is installed, or the one from Maven. */
    public static boolean isAvailable() {
        return ServerBinary.isThere();
    }

    /**
     * Starts a server whose files are in a folder, and waits until it serves.
     *
     * @param options more of its options, as on its command line
     */
    public static RedisServer start(Path folder, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                ServerBinary.find().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                ""));
        command.addAll(List.of(options));
        RedisServer server = new RedisServer(folder.resolve("server.log"), port, command);
        server.awaitReady();
        return server;
    }

    /** A port that nobody listens at. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!process.isAlive()) {
                throw new IOException("the server has ended: " + Files.readString(log));
            }
            try {
                call("PING");
                return;
            } catch (JedisException e) {
                Thread.sleep(ATTEMPT_MILLIS);
            }
        }
        throw new IOException("the server does not answer: " + Files.readString(log));
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, with what it had written, and waits until it serves. */
    public void startAgain() throws IOException, InterruptedException {
        long before = Files.size(log);
        process = launch(command, log);
        awaitReady();
        if (Files.readString(log).substring((int) before).contains("Truncating the AOF")) {
            rewrite();
        }
    }

    /**
     * Has it write its file anew. Where it was killed amid a transaction's writing, Redis 7 cuts the file behind the last
     * whole command and not before the transaction: what it writes next would stand within that, and when it is started
     * once more, both would be done (Valkey's #4342 mended the same).
     */
    private void rewrite() throws IOException, InterruptedException {
        call("BGREWRITEAOF");
        for (int i = 0; i < ATTEMPTS; i++) {
            String state = text(call("INFO", "persistence"));
            if (state.contains("aof_rewrite_in_progress:0") && state.contains("aof_rewrite_scheduled:0")) {
                return;
            }
            Thread.sleep(ATTEMPT_MILLIS);
        }
        throw new IOException("the server does not write its file anew: " + Files.readString(log));
    }

    /** Its address, {@code host:port}. */
    public String node() {
        return "127.0.0.1:" + port;
    }

    /** The URL of streams. */
    public String url(String keys) {
        return "redis://" + node() + "/" + keys;
    }

    /** The answer to a command of texts: bytes, a long or a list. */
    public Object call(String... words) {
        return call(Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** The answer to a command, its name first. */
    public Object call(byte[]... words) {
        try (Connection connection = new Connection("127.0.0.1", port)) {
            Command name = Command.valueOf(new String(words[0], StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
            connection.sendCommand(name, Arrays.copyOfRange(words, 1, words.length));
            return connection.getOne();
        }
    }

    /** Adds entries with these contents of a field {@code msg}, many at a time. */
    public void addAll(String key, Iterable<String> contents) {
        try (Connection connection = new Connection("127.0.0.1", port)) {
            int sent = 0;
            for (String content : contents) {
                connection.sendCommand(Command.XADD, key, "*", "msg", content);
                sent++;
                if (sent == PIPELINED) {
                    connection.getMany(sent);
                    sent = 0;
                }
            }
            connection.getMany(sent);
        }
    }

    /** The contents of a field of all entries of a stream, in order. */
    public List<String> contents(String key, String field) {
        List<String> contents = new ArrayList<>();
        for (Object entry : (List<?>) call("XRANGE", key, "-", "+")) {
            List<?> fields = (List<?>) ((List<?>) entry).get(1);
            for (int i = 0; i < fields.size(); i += 2) {
                if (text(fields.get(i)).equals(field)) {
                    contents.add(text(fields.get(i + 1)));
                }
            }
        }
        return contents;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    /** Kills it, and does not wait until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
