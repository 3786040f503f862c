package io.tapedeck.connectors;

import java.util.List;

/** Opens the catalog of a connector's streams. Its URL names a system, and may name streams in it. */
public interface StreamCatalogProvider {
    /** The options by which the system is reached. */
    List<OptionSpec> options();

    /** The options that say how a stream is made, besides. */
    List<OptionSpec> createOptions();

    /** What is wrong with an endpoint; empty where nothing is. */
    List<ConnectorProvider.Mistake> check(Endpoint endpoint);

    /** The streams that an endpoint without mistakes names; empty where it names the system only. */
    List<String> names(Endpoint endpoint);

    /**
     * Opens the catalog of an endpoint without mistakes.
     *
     * @throws ConnectorException where the world does not let it
     */
    StreamCatalog open(Endpoint endpoint) throws ConnectorException;
}
