package io.tapedeck.connectors.mongodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the servers are reached.
 *
 * @param nodes members of the deployment, {@code host:port} each
 * @param credentials who asks, where the deployment wants to know
 * @param tls whether with TLS
 * @param direct whether only the server named is asked, and the deployment's others are not looked for
 * @param connectTimeout how long a connection may take to be made, and a server to be found
 * @param timeout how long an answer may take
 * @param reconnect for how long a lost server is looked for
 */
record MongoSettings(
        List<String> nodes,
        Optional<Credentials> credentials,
        boolean tls,
        boolean direct,
        Duration connectTimeout,
        Duration timeout,
        Duration reconnect) {
    MongoSettings {
        nodes = List.copyOf(nodes);
    }

    /**
     * A user.
     *
     * @param user the name
     * @param password the password
     * @param database the database that knows the user
     */
    record Credentials(String user, String password, String database) {
        /** The name only. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** The servers only. */
    @Override
    public String toString() {
        return String.join(",", nodes);
    }
}
