package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.context;
import static io.tapedeck.connectors.redis.Streams.endpoint;
import static io.tapedeck.connectors.redis.Streams.finite;
import static io.tapedeck.connectors.redis.Streams.read;
import static io.tapedeck.connectors.redis.Streams.texts;
import static io.tapedeck.connectors.redis.Streams.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.faults.SelfSignedCertificate;
import io.tapedeck.connectors.redis.server.RedisServer;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How servers are reached: TLS, users, databases, several of them. */
@Timeout(60)
class RedisLinkTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needAServer() {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
    }

    @Test
    void shouldSpeakTls() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder.resolve("tls"));
        int port = RedisServer.freePort();
        try (RedisServer server = RedisServer.start(
                folder.resolve("redis"),
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.certificate().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-ca-cert-file",
                certificate.certificate().toString(),
                "--tls-auth-clients",
                "no")) {
            String url = "rediss://127.0.0.1:" + port + "/orders";
            Map<String, Object> options =
                    Map.of("cacert", certificate.certificate().toString());
            RedisTlsConnector connector = new RedisTlsConnector();
            assertEquals(List.of(), connector.checkSink(endpoint(url, options)));
            try (Sink sink = connector.openSink(endpoint(url, options), context(Streams.LINEAGE))) {
                write(sink, 1, 0, Value.of("a"));
            }
            assertEquals(List.of("\"a\""), server.contents("orders", "msg"));
            Map<String, Object> finite = finite("cacert", options.get("cacert"));
            try (Source source = connector.openSource(endpoint(url, finite), ShardShare.ALL)) {
                source.seek(Optional.empty());
                assertEquals(List.of("\"a\""), texts(Streams.rest(source)));
            }
            assertTrue(refusal(url, finite()).contains("unable to find valid certification path"));
            String otherName = "rediss://localhost:" + port + "/orders";
            assertTrue(refusal(otherName, finite).contains("localhost"), refusal(otherName, finite));
            Map<String, Object> anyName = finite("cacert", options.get("cacert"), "verify_hostname", false);
            try (Source source = connector.openSource(endpoint(otherName, anyName), ShardShare.ALL)) {
                source.seek(Optional.empty());
                assertEquals(1, Streams.rest(source).size());
            }
            assertTrue(refusal(url, finite("cacert", "no-such.pem")).startsWith("cannot read certificates from "));
        }
    }

    private static String refusal(String url, Map<String, Object> options) {
        return assertThrows(ConnectorException.class, () -> {
                    try (Source source = new RedisTlsConnector().openSource(endpoint(url, options), ShardShare.ALL)) {
                        source.seek(Optional.empty());
                    }
                })
                .getMessage();
    }

    @Test
    void shouldUseAUserADatabaseAndTheFirstServerThatAnswers() throws Exception {
        try (RedisServer server = RedisServer.start(folder.resolve("redis"), "--databases", "4")) {
            server.call("ACL", "SETUSER", "u", "on", ">secret", "~*", "+@all");
            String url = "redis://127.0.0.1:" + RedisServer.freePort() + "," + server.node() + "/orders";
            Map<String, Object> options = Map.of("user", "u", "password", "secret", "db", 3L);
            try (Sink sink = Streams.sink(url, options)) {
                write(sink, 1, 0, Value.of("a"));
            }
            assertEquals(0L, server.call("EXISTS", "orders"));
            assertEquals(
                    1,
                    read(url, finite("user", "u", "password", "secret", "db", 3L), Optional.empty())
                            .size());
            String message = assertThrows(
                            ConnectorException.class, () -> Streams.sink(server.url("orders"), Map.of("db", 9L)))
                    .getMessage();
            assertTrue(message.contains("DB index is out of range"), message);
            server.call("CONFIG", "SET", "requirepass", "other");
            message = assertThrows(ConnectorException.class, () -> Streams.sink(server.url("orders"), Map.of()))
                    .getMessage();
            assertTrue(message.contains("the server wants a password"), message);
        }
    }

    @Test
    void shouldGoOnAtTheServerThatIsTheMasterNow() throws Exception {
        try (RedisServer one = RedisServer.start(folder.resolve("one"), "--repl-diskless-sync-delay", "0");
                RedisServer two = RedisServer.start(folder.resolve("two"))) {
            String[] of = one.node().split(":");
            two.call("REPLICAOF", of[0], of[1]);
            try (Sink sink = Streams.sink("redis://" + one.node() + "," + two.node() + "/orders", Map.of())) {
                write(sink, 1, 0, Value.of(1));
                sink.flush();
                while (!two.call("XLEN", "orders").equals(1L)) {
                    Thread.sleep(10);
                }
                two.call("REPLICAOF", "NO", "ONE");
                String[] to = two.node().split(":");
                one.call("REPLICAOF", to[0], to[1]);
                write(sink, 2, 0, Value.of(2));
                sink.flush();
            }
            assertEquals(List.of("1", "2"), two.contents("orders", "msg"));
            String message = assertThrows(ConnectorException.class, () -> Streams.sink(one.url("orders"), Map.of()))
                    .getMessage();
            assertTrue(message.contains("the server is a replica, which takes no writes; name the master"), message);
        }
    }
}
