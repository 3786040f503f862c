package io.tapedeck.connectors.mongodb;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/**
 * Reads the documents of a collection by their {@code _id}, each as a change. They are as they were when the snapshot began
 * or later: what changes meanwhile comes once more, behind it.
 */
final class SnapshotScan implements ChangeReader {
    private static final BsonDocument BY_ID = new BsonDocument(OutputWriter.ID, new BsonInt32(1));

    private final ClientSession session;
    private final MongoCursor<BsonDocument> cursor;
    private final ChangeMessages messages;
    private final BsonTimestamp since;
    private Optional<BsonValue> last;
    private ChangePosition.Place place;

    SnapshotScan(MongoLink link, Namespace namespace, ChangeMessages messages, ChangePosition.Snapshot place) {
        this.messages = messages;
        this.place = place;
        since = place.since();
        last = place.after();
        MongoCollection<BsonDocument> collection = link.client()
                .getDatabase(namespace.database().orElseThrow())
                .getCollection(namespace.collection().orElseThrow(), BsonDocument.class);
        session = link.session();
        session.advanceOperationTime(since); // so that it sees all that was done up to then
        cursor = documents(collection).iterator();
    }

    /** From the last one on, which may be gone: an index knows an order of all kinds of ids, a filter does not. */
    private FindIterable<BsonDocument> documents(MongoCollection<BsonDocument> collection) {
        FindIterable<BsonDocument> documents = collection.find(session).sort(BY_ID);
        return last.map(id -> documents.hint(BY_ID).min(new BsonDocument(OutputWriter.ID, id)))
                .orElse(documents);
    }

    @Override
    public Optional<BsonDocument> next(Duration wait) {
        Optional<BsonDocument> found = Optional.empty();
        while (found.isEmpty() && cursor.hasNext()) {
            found = Optional.of(cursor.next()).filter(document -> !id(document).equals(last));
        }
        // Behind the last document stands what changed, so that who goes on there does not look for documents again.
        boolean isLast = !cursor.hasNext();
        last = found.flatMap(SnapshotScan::id).or(() -> last);
        place = isLast ? new ChangePosition.Since(MongoSource.behind(since)) : new ChangePosition.Snapshot(since, last);
        return found.map(document -> messages.ofFound(document, since));
    }

    private static Optional<BsonValue> id(BsonDocument document) {
        return Optional.ofNullable(document.get(OutputWriter.ID));
    }

    @Override
    public boolean hasEnded() {
        return place instanceof ChangePosition.Since;
    }

    @Override
    public ChangePosition.Place place() {
        return place;
    }

    @Override
    public void close() {
        cursor.close();
        session.close();
    }
}
