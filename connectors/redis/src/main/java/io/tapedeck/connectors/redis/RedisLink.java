package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection to the first of some servers that answers, made when it is needed and again after it was lost. Answers
 * are those of RESP2: byte arrays, longs and lists; empty stands for null.
 */
final class RedisLink implements AutoCloseable {
    private final RedisSettings settings;
    private final JedisClientConfig config;
    private final Sockets sockets;
    private List<OpenConnection> connection = List.of();
    private String server;
    private int firstNode;

    RedisLink(RedisSettings settings) throws ConnectorException {
        this.settings = settings;
        config = config(settings);
        sockets = new Sockets(settings);
        server = settings.nodes().getFirst();
    }

    private static JedisClientConfig config(RedisSettings settings) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .database(settings.database());
        settings.user().ifPresent(config::user);
        settings.password().ifPresent(config::password);
        return config.build();
    }

    RedisSettings settings() {
        return settings;
    }

    /** The server that answers, or was tried last: {@code host:port}. */
    String server() {
        return server;
    }

    /** Sends a command and waits for its answer. */
    Optional<Object> call(Request request) throws ServerLostException, ErrorReplyException {
        OpenConnection open = open();
        try {
            open.sendCommand(request.command(), request.arguments());
            return Optional.ofNullable(open.getOne());
        } catch (JedisDataException e) {
            throw refused(new ErrorReplyException(e));
        } catch (JedisException e) {
            throw lost(e);
        }
    }

    /** Sends commands at once; the answers in their order, an {@link ErrorReplyException} for one that was refused. */
    List<Optional<Object>> callAll(List<Request> requests) throws ServerLostException, ErrorReplyException {
        send(requests);
        return answers(requests.size());
    }

    /** Sends commands whose {@link #answers} are taken later, all of them before anything else is called. */
    void send(List<Request> requests) throws ServerLostException, ErrorReplyException {
        OpenConnection open = open();
        try {
            for (Request request : requests) {
                open.sendCommand(request.command(), request.arguments());
            }
            open.flush();
        } catch (JedisException e) {
            throw lost(e);
        }
    }

    /** The next answers to what was sent, in order; an {@link ErrorReplyException} for one that was refused. */
    List<Optional<Object>> answers(int count) throws ServerLostException, ErrorReplyException {
        Connection open = connection.getFirst();
        List<Optional<Object>> answers = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                answers.add(Optional.ofNullable(answer(open)));
            }
            return answers;
        } catch (JedisException e) {
            throw lost(e);
        }
    }

    private @Nullable Object answer(Connection open) throws ServerLostException, ErrorReplyException {
        try {
            return open.getOne();
        } catch (JedisDataException e) {
            ErrorReplyException error = new ErrorReplyException(e);
            if (isPassing(error)) {
                throw refused(error);
            }
            return error;
        }
    }

    /** Forgets the connection; the next call makes another. */
    void drop() {
        for (OpenConnection open : connection) {
            try {
                open.close();
            } catch (JedisException e) {
                // It is given up; that it could not be closed in order changes nothing.
            }
        }
        connection = List.of();
    }

    @Override
    public void close() {
        drop();
    }

    private OpenConnection open() throws ServerLostException, ErrorReplyException {
        if (connection.isEmpty()) {
            connection = List.of(connect());
        }
        return connection.getFirst();
    }

    private OpenConnection connect() throws ServerLostException, ErrorReplyException {
        List<String> reasons = new ArrayList<>();
        JedisException last = new JedisConnectionException("no server");
        for (int i = 0; i < settings.nodes().size(); i++) {
            server = settings.nodes().get((firstNode + i) % settings.nodes().size());
            try {
                return connect(HostAndPort.from(server));
            } catch (JedisDataException e) {
                throw refused(new ErrorReplyException(e));
            } catch (JedisException e) {
                last = e;
                reasons.add(settings.nodes().size() == 1 ? reason(e) : server + ": " + reason(e));
            }
        }
        throw new ServerLostException(String.join("; ", reasons), last);
    }

    private OpenConnection connect(HostAndPort node) {
        return new OpenConnection(
                () -> {
                    try {
                        return sockets.open(node);
                    } catch (IOException e) {
                        throw new JedisConnectionException(e);
                    }
                },
                config);
    }

    private ServerLostException lost(JedisException e) {
        drop();
        return new ServerLostException(reason(e), e);
    }

    /** An error; one that will pass is as if the server could not be reached. */
    private ErrorReplyException refused(ErrorReplyException error) throws ServerLostException {
        if (isPassing(error)) {
            drop();
            if (error.is("READONLY")) {
                firstNode = (settings.nodes().indexOf(server) + 1)
                        % settings.nodes().size();
            }
            throw new ServerLostException(server + " says " + error.reply(), error);
        }
        return error;
    }

    /** Of several servers another one may be the master now. */
    private boolean isPassing(ErrorReplyException error) {
        return ErrorReplies.isPassing(error) || settings.nodes().size() > 1 && error.is("READONLY");
    }

    /** What lies at the bottom, which jedis wraps. */
    private static String reason(JedisException e) {
        Throwable cause = e;
        while (cause.getCause() instanceof Exception inner) {
            cause = inner;
        }
        String text = String.valueOf(cause.getMessage());
        return cause instanceof UnknownHostException ? "there is no host " + text : text;
    }

    /** One that can be told to send what it has. */
    private static final class OpenConnection extends Connection {
        private OpenConnection(JedisSocketFactory sockets, JedisClientConfig config) {
            super(sockets, config);
        }

        @Override
        protected void flush() {
            super.flush();
        }
    }
}
