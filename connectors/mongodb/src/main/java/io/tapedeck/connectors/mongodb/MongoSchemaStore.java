package io.tapedeck.connectors.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** A registry of schemas in a collection: an entry is a document, its name the {@code _id}, its text in {@code text}. */
final class MongoSchemaStore implements SchemaStore {
    private static final String ID = "_id";
    private static final String TEXT = "text";

    private final MongoLink link;
    private final Namespace namespace;

    MongoSchemaStore(MongoLink link, Namespace namespace) {
        this.link = link;
        this.namespace = namespace;
    }

    @Override
    public String place() {
        return namespace + " on mongodb at " + link.settings();
    }

    @Override
    public List<SchemaEntry> entries() throws ConnectorException {
        return doing("read the schemas in " + namespace, () -> {
            List<SchemaEntry> entries = new ArrayList<>();
            for (BsonDocument found : collection().find().projection(BsonDocument.parse("{_id: 1}"))) {
                text(found, ID).flatMap(SchemaEntry::ofName).ifPresent(entries::add);
            }
            return entries.stream().sorted().toList();
        });
    }

    @Override
    public Bytes read(SchemaEntry entry) throws ConnectorException {
        return doing("read the schema " + entry, () -> {
            BsonDocument found = collection().find(byName(entry)).first();
            if (found == null) {
                throw notThere(entry);
            }
            return text(found, TEXT)
                    .map(Bytes::utf8)
                    .orElseThrow(() -> new ConnectorException(
                            "the document " + entry + " in " + place() + " has no string \"" + TEXT + "\""));
        });
    }

    @Override
    public void add(SchemaEntry entry, Bytes text) throws ConnectorException {
        doing("add the schema " + entry, () -> {
            try {
                return collection()
                        .insertOne(byName(entry)
                                .append(TEXT, new BsonString(new String(text.toByteArray(), StandardCharsets.UTF_8))));
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    throw new ConnectorException("there is " + entry + " in " + place() + " already", e);
                }
                throw e;
            }
        });
    }

    @Override
    public void remove(SchemaEntry entry) throws ConnectorException {
        doing("remove the schema " + entry, () -> {
            if (collection().deleteOne(byName(entry)).getDeletedCount() == 0) {
                throw notThere(entry);
            }
            return entry;
        });
    }

    private ConnectorException notThere(SchemaEntry entry) {
        return new ConnectorException("there is no " + entry + " in " + place());
    }

    private static BsonDocument byName(SchemaEntry entry) {
        return new BsonDocument(ID, new BsonString(entry.name()));
    }

    private static Optional<String> text(BsonDocument document, String field) {
        BsonValue value = document.get(field);
        return value instanceof BsonString text ? Optional.of(text.getValue()) : Optional.empty();
    }

    private MongoCollection<BsonDocument> collection() {
        return link.client()
                .getDatabase(namespace.database().orElseThrow())
                .getCollection(namespace.collection().orElseThrow(), BsonDocument.class);
    }

    private <T> T doing(String what, Persistence.Attempt<T> attempt) throws ConnectorException {
        return new Persistence(link, what).first(attempt);
    }

    @Override
    public void close() {
        link.close();
    }
}
