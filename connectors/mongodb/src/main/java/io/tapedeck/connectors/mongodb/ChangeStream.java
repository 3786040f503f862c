package io.tapedeck.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import io.tapedeck.log.MapValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * A stream of changes, by the commands themselves: the driver's cursor tells of each change only what it knows, takes one time
 * to wait for all, and is opened anew by itself.
 */
final class ChangeStream implements ChangeReader {
    private static final String CURSOR = "cursor";
    private static final String ADMIN = "admin";
    private static final BsonString INVALIDATE = new BsonString(Changes.INVALIDATE);

    private final MongoDatabase database;
    private final ClientSession session;
    private final BsonString collection;
    private final long waitMillisMax;
    private final Queue<BsonDocument> batch = new ArrayDeque<>();
    private final BsonInt64 cursor;
    private ChangePosition.Place place;
    private Optional<BsonDocument> looked = Optional.empty();
    private boolean isInvalid;

    ChangeStream(MongoLink link, SourceSettings settings, ChangePosition.Place place) {
        this.place = place;
        Namespace namespace = settings.namespace();
        database = link.client().getDatabase(namespace.database().orElse(ADMIN));
        waitMillisMax = Math.max(1, link.settings().timeout().toMillis() / 2);
        session = link.client().startSession();
        try {
            BsonDocument opened = ask(new BsonDocument(
                            "aggregate",
                            namespace
                                    .collection()
                                    .<BsonValue>map(BsonString::new)
                                    .orElse(new BsonInt32(1)))
                    .append("pipeline", new BsonArray(stages(settings)))
                    .append(CURSOR, new BsonDocument()));
            cursor = opened.getInt64("id");
            String name = opened.getString("ns").getValue();
            collection = new BsonString(name.substring(name.indexOf('.') + 1));
            take(opened, "firstBatch");
        } catch (MongoException e) {
            session.close();
            throw e;
        }
    }

    private List<BsonDocument> stages(SourceSettings settings) {
        List<BsonDocument> stages = new ArrayList<>();
        stages.add(new BsonDocument("$changeStream", options(settings)));
        if (!settings.namespace().isCollection()) {
            stages.add(BsonDocument.parse("{$match: {'ns.coll': {$ne: '" + Progress.COLLECTION + "'}}}"));
        }
        stages.addAll(settings.pipeline());
        return stages;
    }

    private BsonDocument options(SourceSettings settings) {
        BsonDocument options = new BsonDocument();
        switch (place) {
            case ChangePosition.Behind(MapValue token) -> options.append("startAfter", ResumeToken.write(token));
            case ChangePosition.Since(BsonTimestamp time) -> options.append("startAtOperationTime", time);
            case ChangePosition.Snapshot _ -> throw new AssertionError("a snapshot is not a stream");
        }
        if (settings.fullDocument() != FullDocument.DEFAULT) {
            options.append(
                    Changes.DOCUMENT, new BsonString(settings.fullDocument().getValue()));
        }
        if (settings.before() != FullDocumentBeforeChange.DEFAULT) {
            options.append(
                    "fullDocumentBeforeChange", new BsonString(settings.before().getValue()));
        }
        if (settings.namespace().database().isEmpty()) {
            options.append("allChangesForCluster", BsonBoolean.TRUE);
        }
        return options;
    }

    /** An answer is not taken apart before its changes are read, one after the other. */
    private BsonDocument ask(BsonDocument command) {
        return database.runCommand(session, command, RawBsonDocument.class).getDocument(CURSOR);
    }

    private void take(BsonDocument answer, String changes) {
        answer.getArray(changes).forEach(change -> batch.add(change.asDocument()));
        looked = Optional.ofNullable(answer.getDocument("postBatchResumeToken", null));
    }

    @Override
    public Optional<BsonDocument> next(Duration wait) {
        if (batch.isEmpty()) {
            long waitMillis = Math.clamp(wait.toMillis(), 1, waitMillisMax);
            take(
                    ask(new BsonDocument("getMore", cursor)
                            .append("collection", collection)
                            .append("maxTimeMS", new BsonInt64(waitMillis))),
                    "nextBatch");
        }
        Optional<BsonDocument> next = Optional.ofNullable(batch.poll());
        next.map(change -> change.getDocument(OutputWriter.ID))
                .or(() -> looked)
                .ifPresent(token -> place = new ChangePosition.Behind(ResumeToken.read(token)));
        isInvalid = next.filter(change -> INVALIDATE.equals(change.get(Changes.OPERATION)))
                .isPresent();
        return next;
    }

    /** It has where the collection or database is gone; another one waits until it is made again. */
    @Override
    public boolean hasEnded() {
        return isInvalid;
    }

    @Override
    public ChangePosition.Place place() {
        return place;
    }

    @Override
    public void close() {
        try {
            database.runCommand(
                    session,
                    new BsonDocument("killCursors", collection).append("cursors", new BsonArray(List.of(cursor))));
        } catch (MongoException e) {
            // It is given up; that the deployment could not be told changes nothing.
        } finally {
            session.close();
        }
    }
}
