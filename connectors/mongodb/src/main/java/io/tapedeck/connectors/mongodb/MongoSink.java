package io.tapedeck.connectors.mongodb;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EffectNames;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Writes outputs to a collection, each once: a transaction holds the writes and how far they go ({@link Progress}). So it may
 * be tried again whenever it is not known what became of it. Each opening takes the next epoch, and who has an older one is
 * refused.
 */
final class MongoSink implements Sink {
    private static final int WRITES_MAX = 1000;
    private static final long BYTES_MAX = 4 << 20;

    private final MongoLink link;
    private final OutputWriter writer;
    private final BulkWriteOptions bulk;
    private final EffectNames names;
    private final MongoCollection<BsonDocument> collection;
    private final Progress progress;
    private final Persistence persistence;
    private final ClientSession session;
    private final List<WriteModel<BsonDocument>> writes = new ArrayList<>();
    private long bytes;
    private EffectId written;

    /**
     * Opens the collection for a run's outputs.
     *
     * @param isOrdered whether outputs are written in their order
     */
    MongoSink(MongoLink link, Namespace namespace, OutputWriter writer, boolean isOrdered, SinkContext context)
            throws ConnectorException {
        this.link = link;
        this.writer = writer;
        bulk = new BulkWriteOptions().ordered(isOrdered);
        names = new EffectNames(context);
        var database = link.client().getDatabase(namespace.database().orElseThrow());
        collection = database.getCollection(namespace.collection().orElseThrow(), BsonDocument.class);
        persistence = new Persistence(link, "write to " + namespace);
        session = link.session();
        progress = persistence.first(() -> {
            link.verifyReplicates(session);
            return Progress.open(database, namespace, context, link.settings(), session);
        });
        written = progress.reached();
    }

    @Override
    public Optional<EffectId> last() {
        return progress.reached().equals(Progress.NONE) ? Optional.empty() : Optional.of(progress.reached());
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return writer.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        if (effect.id().compareTo(written) <= 0) {
            return; // it is there already
        }
        if (!writes.isEmpty()
                && (writes.size() == WRITES_MAX || bytes + effect.encoded().length() > BYTES_MAX)) {
            flush();
        }
        writes.add(writer.write(effect.encoded(), names.of(effect.id())));
        bytes += effect.encoded().length();
        written = effect.id();
    }

    @Override
    public void flush() throws ConnectorException {
        if (writes.isEmpty()) {
            return;
        }
        List<WriteModel<BsonDocument>> batch = List.copyOf(writes);
        writes.clear(); // a sink that failed gets nothing more
        bytes = 0;
        persistence.until(() -> deliver(batch));
    }

    /** One session for all, in which the server gives up a transaction of which nothing is known when the next begins. */
    private EffectId deliver(List<WriteModel<BsonDocument>> batch) throws ConnectorException {
        if (session.hasActiveTransaction()) {
            session.abortTransaction();
        }
        session.startTransaction();
        if (progress.advance(session, written)) {
            collection.bulkWrite(session, batch, bulk);
            session.commitTransaction();
            progress.reach(written);
        } else {
            session.abortTransaction();
            progress.verifyReached(written);
        }
        return written;
    }

    @Override
    public void close() throws ConnectorException {
        try {
            flush();
        } finally {
            session.close();
            link.close();
        }
    }
}
