package io.tapedeck.connectors;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connectors that are there, by the scheme of their URLs. */
public final class ConnectorRegistry {
    private final SortedMap<String, ConnectorProvider> providers = new TreeMap<>();

    /** A registry of these connectors. */
    public ConnectorRegistry(Collection<ConnectorProvider> providers) {
        for (ConnectorProvider provider : providers) {
            this.providers.put(provider.scheme(), provider);
        }
    }

    /** The connectors that {@link ServiceLoader} finds. */
    public static ConnectorRegistry load() {
        List<ConnectorProvider> found = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return new ConnectorRegistry(found);
    }

    /** The known schemes, in order. */
    public Set<String> schemes() {
        return Collections.unmodifiableSet(providers.keySet());
    }

    /**
     * The connector for a URL.
     *
     * @throws ConnectorException where there is none, with the schemes that there are
     */
    public ConnectorProvider provider(StreamUrl url) throws ConnectorException {
        ConnectorProvider provider = providers.get(url.scheme());
        if (provider == null) {
            throw new ConnectorException("there is no connector for " + url.scheme() + ":// (known: "
                    + String.join(", ", providers.keySet()) + ")");
        }
        return provider;
    }
}
