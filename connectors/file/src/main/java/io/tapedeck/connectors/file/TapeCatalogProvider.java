package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import java.util.List;

/** {@code file://name.tape}: the streams in a stream file. */
final class TapeCatalogProvider implements StreamCatalogProvider {
    private static final String KEY = "key";

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(KEY, OptionSpec.Type.STRING, "one stream of the file"));
    }

    @Override
    public List<OptionSpec> createOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        return FileFormat.of(endpoint.path()) == FileFormat.TAPE
                ? List.of()
                : List.of(new Mistake(
                        "url",
                        endpoint.path()
                                + " is no stream file (.tape), which alone holds streams with shards; ./tapedeck "
                                + "log info tells of a .ss file"));
    }

    @Override
    public List<String> names(Endpoint endpoint) {
        return endpoint.string(KEY).stream().toList();
    }

    @Override
    public StreamCatalog open(Endpoint endpoint) {
        return new TapeCatalog(endpoint.path());
    }
}
