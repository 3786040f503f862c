package io.tapedeck.connectors;

import java.util.List;

/** Opens registries of schemas that a connector's system keeps. */
public interface SchemaStoreProvider {
    /** The options by which the system is reached. */
    List<OptionSpec> options();

    /** What is wrong with an endpoint; empty where nothing is. */
    List<ConnectorProvider.Mistake> check(Endpoint endpoint);

    /**
     * Opens the registry of an endpoint without mistakes.
     *
     * @throws ConnectorException where the world does not let it
     */
    SchemaStore open(Endpoint endpoint) throws ConnectorException;
}
