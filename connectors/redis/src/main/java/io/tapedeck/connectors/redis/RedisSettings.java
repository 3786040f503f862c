package io.tapedeck.connectors.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the servers are reached.
 *
 * @param nodes the servers, {@code host:port} each; the first one that answers is taken
 * @param user the ACL user, where it is not the default one
 * @param password its password
 * @param database the database's number
 * @param tls with TLS, where it is so
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long an answer may take
 * @param reconnect for how long a lost server is looked for
 */
record RedisSettings(
        List<String> nodes,
        Optional<String> user,
        Optional<String> password,
        int database,
        Optional<Tls> tls,
        Duration connectTimeout,
        Duration timeout,
        Duration reconnect) {
    RedisSettings {
        nodes = List.copyOf(nodes);
    }

    /**
     * TLS.
     *
     * @param certificates a PEM file with the authorities to trust, instead of Java's own
     * @param verifiesHostname whether the certificate must be the host's
     */
    record Tls(Optional<Path> certificates, boolean verifiesHostname) {}

    /** The servers only: the password must not show. */
    @Override
    public String toString() {
        return String.join(",", nodes);
    }
}
