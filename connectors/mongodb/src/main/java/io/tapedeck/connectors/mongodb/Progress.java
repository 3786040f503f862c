package io.tapedeck.connectors.mongodb;

import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.SinkContext;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * How far the outputs of a run's task in a collection go: a document of the collection {@value #COLLECTION} of the same
 * database, with the fields {@code epoch}, {@code ordinal}, {@code index} and {@code session}. It changes in the transaction that writes.
 */
final class Progress {
    /** The collection for such documents, which a source does not give. */
    static final String COLLECTION = "tapedeck_progress";

    static final EffectId NONE = new EffectId(0, -1);

    private static final String ID = "_id";
    private static final String EPOCH = "epoch";
    private static final String ORDINAL = "ordinal";
    private static final String INDEX = "index";
    private static final String SESSION = "session";

    private final MongoCollection<BsonDocument> kept;
    private final Namespace namespace;
    private final MongoSettings settings;
    private final BsonString id;
    private final long epoch;
    private EffectId reached;

    private Progress(
            MongoCollection<BsonDocument> kept, Namespace namespace, MongoSettings settings, BsonDocument document) {
        this.kept = kept;
        this.namespace = namespace;
        this.settings = settings;
        id = document.getString(ID);
        epoch = document.getNumber(EPOCH).longValue();
        reached = effect(document);
    }

    /** Takes the next epoch for a session's transactions; the document is made where there is none. */
    static Progress open(
            MongoDatabase database,
            Namespace namespace,
            SinkContext context,
            MongoSettings settings,
            ClientSession session) {
        MongoCollection<BsonDocument> kept = database.getCollection(COLLECTION, BsonDocument.class);
        BsonDocument byId = new BsonDocument(
                ID,
                new BsonString(context.lineage() + "/" + context.task() + "/"
                        + namespace.collection().orElseThrow()));
        endFormer(database, kept.withReadConcern(ReadConcern.LOCAL).find(byId).first());
        BsonDocument update = new BsonDocument("$inc", new BsonDocument(EPOCH, new BsonInt64(1)))
                .append(
                        "$set",
                        new BsonDocument(SESSION, session.getServerSession().getIdentifier()))
                .append("$setOnInsert", fields(NONE));
        BsonDocument document = kept.findOneAndUpdate(
                byId, update, new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return new Progress(kept, namespace, settings, Objects.requireNonNull(document, "it was made"));
    }

    /** Who was killed within a transaction left it open, and the document locked until the server ends it, a minute later. */
    private static void endFormer(MongoDatabase database, @Nullable BsonDocument document) {
        if (document != null && document.containsKey(SESSION)) {
            database.runCommand(
                    new BsonDocument("killSessions", new BsonArray(List.of(document.getDocument(SESSION)))));
        }
    }

    /** The last effect that is known to be there; {@link #NONE} where none is. */
    EffectId reached() {
        return reached;
    }

    /** The transaction that goes to an effect was committed. */
    void reach(EffectId effect) {
        reached = effect;
    }

    /** Goes on from {@link #reached} within a transaction; false where the document does not stand there. */
    boolean advance(ClientSession session, EffectId next) {
        return kept.updateOne(session, at(reached), setTo(next)).getMatchedCount() == 1;
    }

    /**
     * Looks why {@link #advance} did not go on: the transaction may have been committed before, and its answer lost.
     *
     * @throws ConnectorException where it was not
     */
    void verifyReached(EffectId next) throws ConnectorException {
        // Writes nothing new, and returns when a majority has what it found.
        if (kept.updateOne(at(next), setTo(next)).getMatchedCount() == 1) {
            reached = next;
            return;
        }
        BsonDocument found = kept.find(new BsonDocument(ID, id)).first();
        if (found != null && found.getNumber(EPOCH).longValue() != epoch) {
            throw new ConnectorException(namespace + " on mongodb at " + settings
                    + " has another writer for the outputs of this run, opened later: another process that runs it,"
                    + " or another sink of the pipeline on the same collection; end one, and run again");
        }
        String held = found == null ? "is gone" : "stands at " + effect(found) + " and not at " + reached;
        throw new ConnectorException("mongodb at " + settings + " forgot what it had acknowledged: " + COLLECTION + " "
                + id.getValue() + " " + held + "; run again, and what it lacks is made again from the log");
    }

    private BsonDocument at(EffectId effect) {
        return fields(effect).append(ID, id).append(EPOCH, new BsonInt64(epoch));
    }

    private static BsonDocument setTo(EffectId effect) {
        return new BsonDocument("$set", fields(effect));
    }

    private static BsonDocument fields(EffectId effect) {
        return new BsonDocument(ORDINAL, new BsonInt64(effect.ordinal())).append(INDEX, new BsonInt32(effect.index()));
    }

    private static EffectId effect(BsonDocument document) {
        return new EffectId(
                document.getNumber(ORDINAL).longValue(),
                document.getNumber(INDEX).intValue());
    }
}
