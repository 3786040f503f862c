package io.tapedeck.connectors;

import java.util.List;

/**
 * A kind of service that processors may ask through effects. Found by {@link java.util.ServiceLoader}; one provider
 * serves one key of a table {@code [service.NAME]}.
 */
public interface ServiceProvider {
    /** The key that holds the service's address, such as {@code http}. */
    String kind();

    /** The options that the table may have besides the address. */
    List<OptionSpec> options();

    /** What is wrong with a definition, each with the option concerned; empty where nothing is. Touches nothing. */
    List<ConnectorProvider.Mistake> check(ServiceDefinition definition);

    /** Makes the service; it connects when it is first asked. The check has found no mistake. */
    Service open(ServiceDefinition definition);
}
