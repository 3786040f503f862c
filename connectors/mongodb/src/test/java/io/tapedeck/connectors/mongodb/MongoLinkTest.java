package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.finite;
import static io.tapedeck.connectors.mongodb.Streams.keys;
import static io.tapedeck.connectors.mongodb.Streams.open;
import static io.tapedeck.connectors.mongodb.Streams.sink;
import static io.tapedeck.connectors.mongodb.Streams.take;
import static io.tapedeck.connectors.mongodb.Streams.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.connectors.faults.SelfSignedCertificate;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a deployment is reached: users with passwords and rights, TLS. */
@Timeout(120)
class MongoLinkTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needAServer() throws InterruptedException {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
    }

    private static ConnectorException refusal(String url, Map<String, Object> options) {
        return assertThrows(ConnectorException.class, () -> Streams.read(url, options, Optional.empty()));
    }

    /** Who has the role {@code read} of a database may read it, who has {@code readWrite} may write: no more is asked for. */
    @Test
    void shouldReadAndWriteAsUsersWithTheirRights() throws Exception {
        Path key = folder.resolve("key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "members know each other by this");
        try (MongoServer server = MongoServer.start(folder.resolve("mongod"), "--auth", "--keyFile", key.toString())) {
            String url = server.url("shop.orders");
            createUsers(server);
            Map<String, Object> writer = Map.of("user", "writer", "password", "w-secret");
            Map<String, Object> reader = Map.of("user", "reader", "password", "r-secret", "auth_database", "shop");
            try (Source source = open(url, reader)) {
                source.seek(Optional.empty());
                try (Sink sink = sink(url, writer)) {
                    write(sink, 1, 0, Value.map("_id", Value.of(1)));
                }
                try (Sink again = sink(url, writer)) { // ends the session of the one before
                    write(again, 2, 0, Value.map("_id", Value.of(2)));
                }
                assertEquals(List.of(Value.of(1), Value.of(2)), keys(take(source, 2)));
            }

            assertTells(url, Map.of(), "the user may not do that (");
            assertTells(
                    url,
                    Map.of("user", "writer", "password", "r-secret"),
                    "it does not know this user with this password (auth_database = names the database that does)");
            assertTells(url, Map.of("user", "reader", "password", "r-secret"), "it does not know this user");
            assertTells(server.url("other.orders"), reader, "the user may not do that (");
            String message = assertThrows(ConnectorException.class, () -> sink(url, reader))
                    .getMessage();
            assertTrue(message.contains("the user may not do that ("), message);
        }
    }

    private static void assertTells(String url, Map<String, Object> options, String expected) {
        ConnectorException refusal = refusal(url, options);
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
        assertTrue(!(refusal instanceof UnreachableException), "it would be tried again for ever");
        assertTrue(!refusal.getMessage().contains("secret"), refusal.getMessage());
    }

    /** As long as there is no user, who is on the same machine may make the first one, and nothing else. */
    private static void createUsers(MongoServer server) {
        server.admin(
                new Document("createUser", "admin").append("pwd", "a-secret").append("roles", List.of("root")));
        try (var admin = com.mongodb.client.MongoClients.create(
                "mongodb://admin:a-secret@" + server.node() + "/?directConnection=true")) {
            admin.getDatabase("admin").runCommand(user("writer", "w-secret", "readWrite"));
            admin.getDatabase("shop").runCommand(user("reader", "r-secret", "read"));
        }
    }

    private static Document user(String name, String password, String role) {
        return new Document("createUser", name)
                .append("pwd", password)
                .append("roles", List.of(new Document("role", role).append("db", "shop")));
    }

    @Test
    void shouldSpeakTls() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder.resolve("tls"));
        try (MongoServer server = MongoServer.start(
                folder.resolve("mongod"),
                "--tlsMode",
                "preferTLS",
                "--tlsCertificateKeyFile",
                certificate.certificateAndKey().toString(),
                "--tlsCAFile",
                certificate.certificate().toString(),
                "--tlsAllowConnectionsWithoutCertificates")) {
            server.admin(new Document("setParameter", 1).append("tlsMode", "requireTLS"));
            String url = server.url("shop.orders");
            Map<String, Object> tls = finite("tls", true, "connect_timeout", Duration.ofSeconds(2));
            ConnectorException untrusted = refusal(url, tls);
            assertTrue(
                    untrusted.getMessage().contains("unable to find valid certification path"), untrusted.getMessage());
            assertInstanceOf(
                    UnreachableException.class, refusal(url, finite("connect_timeout", Duration.ofMillis(500))));

            SSLContext before = SSLContext.getDefault();
            SSLContext.setDefault(certificate.trusting());
            try (Source source = open(url, Map.of("tls", true))) {
                source.seek(Optional.empty());
                try (Sink sink = sink(url, Map.of("tls", true))) {
                    write(sink, 1, 0, Value.map("_id", Value.of(1)));
                }
                assertEquals(List.of(Value.of(1)), keys(take(source, 1)));
                String otherName = url.replace("127.0.0.1", "localhost");
                ConnectorException wrongName = refusal(otherName, tls);
                assertTrue(wrongName.getMessage().contains("localhost"), wrongName.getMessage());
            } finally {
                SSLContext.setDefault(before);
            }
        }
    }
}
