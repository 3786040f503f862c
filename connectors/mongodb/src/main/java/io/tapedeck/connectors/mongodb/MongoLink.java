package io.tapedeck.connectors.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ServerDescription;
import io.tapedeck.connectors.ConnectorException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** A client of a deployment, which reads and writes what a majority of its members has. */
final class MongoLink implements AutoCloseable {
    private final MongoSettings settings;
    private final MongoClient client;

    MongoLink(MongoSettings settings) {
        this.settings = settings;
        client = MongoClients.create(clientSettings(settings));
    }

    private static MongoClientSettings clientSettings(MongoSettings settings) {
        MongoClientSettings.Builder builder = MongoClientSettings.builder()
                .applicationName("tapedeck")
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .writeConcern(WriteConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.hosts(settings.nodes().stream()
                                .map(ServerAddress::new)
                                .toList())
                        .mode(settings.direct() ? ClusterConnectionMode.SINGLE : ClusterConnectionMode.MULTIPLE)
                        .serverSelectionTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(
                                settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS))
                .applyToSslSettings(ssl -> ssl.enabled(settings.tls()));
        settings.credentials()
                .map(who -> MongoCredential.createCredential(
                        who.user(), who.database(), who.password().toCharArray()))
                .ifPresent(builder::credential);
        return builder.build();
    }

    MongoSettings settings() {
        return settings;
    }

    MongoClient client() {
        return client;
    }

    /** A session in which each operation sees what those before it saw. */
    ClientSession session() {
        return client.startSession(
                ClientSessionOptions.builder().causallyConsistent(true).build());
    }

    /**
     * Looks whether the deployment keeps a log of what changes, without which it has neither streams of changes nor
     * transactions.
     *
     * @throws ConnectorException where it does not
     */
    void verifyReplicates(ClientSession session) throws ConnectorException {
        BsonDocument hello = client.getDatabase("admin")
                .runCommand(session, new BsonDocument("hello", new BsonInt32(1)), BsonDocument.class);
        if (!hello.containsKey("setName") && !hello.containsKey("msg")) {
            throw new ConnectorException(
                    "mongodb at " + settings + " is no replica set, and has no change streams and"
                            + " no transactions; start mongod with --replSet, and rs.initiate() makes it one, of a single server too");
        }
    }

    /** Why a server was lost, as short as it can be said. */
    String reason(MongoException e) {
        if (e instanceof MongoTimeoutException) {
            String reasons = client.getClusterDescription().getServerDescriptions().stream()
                    .flatMap(server -> failure(server).stream())
                    .distinct()
                    .collect(Collectors.joining("; "));
            return reasons.isEmpty() ? "no server of it is the primary" : reasons;
        }
        return bottom(e);
    }

    private Optional<String> failure(ServerDescription server) {
        return Optional.ofNullable(server.getException())
                .map(failure ->
                        settings.nodes().size() == 1 ? bottom(failure) : server.getAddress() + ": " + bottom(failure));
    }

    private static String bottom(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() instanceof Exception inner) {
            cause = inner;
        }
        String text = String.valueOf(cause.getMessage());
        return cause instanceof UnknownHostException ? "there is no host " + text : text;
    }

    @Override
    public void close() {
        client.close();
    }
}
