package io.tapedeck.connectors.mongodb;

import com.mongodb.client.MongoDatabase;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The collections of a deployment or a database, named {@code DATABASE.COLLECTION}, without MongoDB's own and ours. */
final class MongoCatalog implements StreamCatalog {
    private static final Set<String> OWN_DATABASES = Set.of("admin", "config", "local");

    private final MongoLink link;
    private final Namespace namespace;

    MongoCatalog(MongoLink link, Namespace namespace) {
        this.link = link;
        this.namespace = namespace;
    }

    @Override
    public String place() {
        return link.settings().toString();
    }

    @Override
    public List<StreamListing> list() throws ConnectorException {
        return doing("list the collections", () -> {
            List<StreamListing> listings = new ArrayList<>();
            for (String database : databases()) {
                for (BsonDocument found : collections(database, new BsonDocument())) {
                    listings.add(listing(database, found));
                }
            }
            listings.sort((one, other) -> one.name().compareTo(other.name()));
            return listings;
        });
    }

    private List<String> databases() {
        if (namespace.database().isPresent()) {
            return List.of(namespace.database().get());
        }
        List<String> names = link.client().listDatabaseNames().into(new ArrayList<>());
        names.removeAll(OWN_DATABASES);
        return names;
    }

    private List<BsonDocument> collections(String database, BsonDocument filter) {
        List<BsonDocument> found = link.client()
                .getDatabase(database)
                .listCollections(BsonDocument.class)
                .filter(filter)
                .into(new ArrayList<>());
        found.removeIf(collection -> isOwn(name(collection)));
        return found;
    }

    private static boolean isOwn(String collection) {
        return collection.startsWith("system.") || collection.equals(Progress.COLLECTION);
    }

    private static String name(BsonDocument collection) {
        return collection.getString("name").getValue();
    }

    private StreamListing listing(String database, BsonDocument found) {
        boolean isView = found.getString("type").getValue().equals("view");
        OptionalLong documents = isView
                ? OptionalLong.empty()
                : OptionalLong.of(link.client()
                        .getDatabase(database)
                        .getCollection(name(found))
                        .estimatedDocumentCount());
        return new StreamListing(
                database + "." + name(found),
                List.of(new StreamListing.Shard(0, documents, Optional.empty(), Optional.empty())));
    }

    @Override
    public StreamDescription describe(String name) throws ConnectorException {
        return doing("describe the collection " + name, () -> {
            BsonDocument found = find(name);
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("type", found.getString("type").getValue());
            for (Map.Entry<String, BsonValue> option :
                    found.getDocument("options", new BsonDocument()).entrySet()) {
                settings.put(option.getKey(), text(option.getValue()));
            }
            return new StreamDescription(listing(database(name), found), settings, List.of());
        });
    }

    private static String text(BsonValue value) {
        String json = new BsonDocument("v", value).toJson();
        return value instanceof BsonString text
                ? text.getValue()
                : json.substring(json.indexOf(':') + 1, json.length() - 1).strip();
    }

    @Override
    public void create(String name, int shards) throws ConnectorException {
        if (shards > 1) {
            throw new ConnectorException("a collection has one shard, not " + shards);
        }
        doing("create the collection " + name, () -> {
            BsonDocument byName = byName(name);
            if (isOwn(collection(name)) || !collections(database(name), byName).isEmpty()) {
                throw new ConnectorException("there is a collection " + name + " on mongodb at " + place()
                        + " already, or it is one of the deployment's own");
            }
            in(name).createCollection(collection(name));
            return name;
        });
    }

    @Override
    public void remove(String name) throws ConnectorException {
        doing("remove the collection " + name, () -> {
            find(name);
            in(name).getCollection(collection(name)).drop();
            return name;
        });
    }

    private BsonDocument find(String name) throws ConnectorException {
        List<BsonDocument> found = collections(database(name), byName(name));
        if (found.isEmpty() || OWN_DATABASES.contains(database(name))) {
            throw new ConnectorException("there is no collection " + name + " on mongodb at " + place()
                    + ", or it is one of the deployment's own");
        }
        return found.getFirst();
    }

    private static BsonDocument byName(String name) {
        return new BsonDocument("name", new BsonString(collection(name)));
    }

    private MongoDatabase in(String name) {
        return link.client().getDatabase(database(name));
    }

    private static String database(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static String collection(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private <T> T doing(String what, Persistence.Attempt<T> attempt) throws ConnectorException {
        return new Persistence(link, what).first(attempt);
    }

    @Override
    public void close() {
        link.close();
    }
}
