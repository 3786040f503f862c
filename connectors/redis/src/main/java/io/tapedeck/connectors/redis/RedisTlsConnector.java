package io.tapedeck.connectors.redis;

/** {@code rediss://node[,node]/key[,key]}: the same over TLS. */
public final class RedisTlsConnector extends RedisConnector {
    /** For {@link java.util.ServiceLoader}. */
    public RedisTlsConnector() {
        super("rediss", true);
    }
}
