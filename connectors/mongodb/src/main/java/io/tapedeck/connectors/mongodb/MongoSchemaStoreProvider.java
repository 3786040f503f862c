package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.connectors.SchemaStoreProvider;
import java.util.List;

/** Registries of schemas at {@code mongodb://node[,node]/database.collection}. */
final class MongoSchemaStoreProvider implements SchemaStoreProvider {
    @Override
    public List<OptionSpec> options() {
        return MongoOptions.catalogSpecs();
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        MongoOptions options = new MongoOptions(endpoint);
        List<Mistake> mistakes = options.checkConnection();
        return mistakes.isEmpty() && !options.namespace().isCollection()
                ? List.of(new Mistake(
                        "url", "a registry of schemas is a collection, such as mongodb://localhost/shop/schemas"))
                : mistakes;
    }

    @Override
    public SchemaStore open(Endpoint endpoint) {
        MongoOptions options = new MongoOptions(endpoint);
        return new MongoSchemaStore(new MongoLink(options.connection()), options.namespace());
    }
}
