package io.tapedeck.tools.cli;

import io.tapedeck.controller.Extensions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which system, and which of its streams: of all {@code streams} commands. */
final class CatalogArgument {
    @Parameters(
            paramLabel = "URL",
            description = "the system and its streams, such as kafka://localhost/orders,returns or redis://localhost/")
    private String url = "";

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "an option, such as password=… or properties.security.protocol=SSL; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--json", description = "print JSON on stdout, an object a stream, and nothing else there")
    private boolean json;

    boolean json() {
        return json;
    }

    StreamEndpoint endpoint() throws WrongUseException {
        return StreamEndpoint.catalog(Extensions.load(), url, options, /* creating= */ false);
    }

    StreamEndpoint endpointToCreate() throws WrongUseException {
        return StreamEndpoint.catalog(Extensions.load(), url, options, /* creating= */ true);
    }

    /** The streams named, one at least. */
    static List<String> required(StreamEndpoint endpoint) throws WrongUseException {
        List<String> names = endpoint.names();
        if (names.isEmpty()) {
            throw new WrongUseException(endpoint + " names no stream");
        }
        return names;
    }
}
