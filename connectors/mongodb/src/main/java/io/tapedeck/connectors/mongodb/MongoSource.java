package io.tapedeck.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Outage;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/**
 * Reads what changes in a collection, a database or a deployment, by positions of its own; of a collection first what is
 * there, where it is told to. A deployment that is lost is looked for again while {@link #poll} says that there is nothing,
 * and read on from where this stands.
 */
final class MongoSource implements Source {
    private final MongoLink link;
    private final SourceSettings settings;
    private final ChangeMessages messages;
    private final Outage outage;
    private Optional<ChangeReader> reader = Optional.empty();
    private ChangePosition.Place place = new ChangePosition.Since(new BsonTimestamp());
    private Optional<BsonTimestamp> end = Optional.empty();
    private boolean hasEnded;
    private long count;

    MongoSource(MongoLink link, SourceSettings settings) {
        this.link = link;
        this.settings = settings;
        messages = new ChangeMessages(settings.namespace(), settings.reading());
        outage = new Outage(
                "mongodb", link.settings().toString(), link.settings().reconnect());
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        closeReader();
        Optional<ChangePosition> position = after.map(ChangePosition::of);
        new Persistence(link, reading()).first(() -> begin(position));
    }

    private ChangePosition.Place begin(Optional<ChangePosition> position) throws ConnectorException {
        hasEnded = false;
        BsonTimestamp now = now();
        end = settings.follow() ? Optional.empty() : Optional.of(now);
        count = position.map(ChangePosition::count).orElse(0L);
        place = position.isPresent() ? position.get().place() : start(now);
        try {
            reader = Optional.of(open());
        } catch (MongoException e) {
            if (!MongoErrors.isPositionLost(e)) {
                throw e;
            }
            goOnWithoutWhatIsLost(e);
        }
        return place;
    }

    private ChangePosition.Place start(BsonTimestamp now) throws ConnectorException {
        if (settings.snapshot()) {
            return new ChangePosition.Snapshot(now, Optional.empty());
        }
        return switch (settings.start()) {
            case StartAt.Earliest _ -> new ChangePosition.Since(earliest());
            case StartAt.Latest _ -> new ChangePosition.Since(behind(now));
            case StartAt.At(BsonTimestamp time) -> new ChangePosition.Since(time);
        };
    }

    private BsonTimestamp now() throws ConnectorException {
        try (ClientSession session = link.session()) {
            link.verifyReplicates(session);
            return Objects.requireNonNull(session.getOperationTime(), "a replica set tells its time");
        }
    }

    /** The next time: what was done up to one is not done then. */
    static BsonTimestamp behind(BsonTimestamp time) {
        return new BsonTimestamp(time.getTime(), time.getInc() + 1);
    }

    private BsonTimestamp earliest() throws ConnectorException {
        BsonDocument oldest = link.client()
                .getDatabase("local")
                .getCollection("oplog.rs", BsonDocument.class)
                .find()
                .projection(Projections.include("ts"))
                .sort(Sorts.ascending("$natural"))
                .first();
        if (oldest == null) {
            throw new ConnectorException("mongodb at " + link.settings()
                    + " does not show its oplog, so that \"earliest\" is not known; start = takes a time instead");
        }
        return oldest.getTimestamp("ts");
    }

    private ChangeReader open() {
        return switch (place) {
            case ChangePosition.Snapshot snapshot -> new SnapshotScan(link, settings.namespace(), messages, snapshot);
            case ChangePosition.Behind _, ChangePosition.Since _ -> new ChangeStream(link, settings, place);
        };
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        Duration pause = outage.pause();
        if (pause.isPositive()) {
            Thread.sleep(pause.compareTo(wait) < 0 ? pause : wait);
            return Polled.Idle.INSTANCE;
        }
        try {
            Polled polled = hasEnded ? Polled.Ended.INSTANCE : read(wait);
            outage.end();
            return polled;
        } catch (MongoInterruptedException e) {
            throw (InterruptedException) new InterruptedException("while it was to " + reading()).initCause(e);
        } catch (MongoException e) {
            reader = Optional.empty(); // not closed: who would be told may not be there
            recover(e);
            return Polled.Idle.INSTANCE;
        }
    }

    private Polled read(Duration wait) {
        if (reader.isEmpty()) {
            reader = Optional.of(open());
        }
        ChangeReader open = reader.get();
        Optional<BsonDocument> change = open.next(wait);
        if (isBehindEnd(open.place(), change.isPresent())) {
            hasEnded = true;
            return Polled.Ended.INSTANCE;
        }
        place = open.place();
        if (open.hasEnded()) {
            closeReader();
        }
        return change.<Polled>map(this::input).orElse(Polled.Idle.INSTANCE);
    }

    /** Whether all up to the end was given: what comes next, or what was looked through without a change, is behind it. */
    private boolean isBehindEnd(ChangePosition.Place reached, boolean byChange) {
        if (end.isEmpty() || !(reached instanceof ChangePosition.Behind(MapValue token))) {
            return false;
        }
        int order = ResumeToken.time(token).compareTo(end.get());
        return byChange ? order > 0 : order >= 0;
    }

    private Polled input(BsonDocument change) {
        BsonTimestamp time = switch (place) {
            case ChangePosition.Behind(MapValue token) -> ResumeToken.time(token);
            case ChangePosition.Snapshot(BsonTimestamp since, Optional<?> _) -> since;
            case ChangePosition.Since(BsonTimestamp since) -> since;
        };
        count++;
        EncodedMessage message = messages.of(change, time, count);
        return new Polled.Input(message, new ChangePosition(count, place).toValue());
    }

    private void recover(MongoException e) throws ConnectorException {
        if (MongoErrors.isPositionLost(e)) {
            new Persistence(link, reading()).until(() -> goOnWithoutWhatIsLost(e));
        } else if (MongoErrors.isPassing(e)) {
            outage.note(new UnreachableException(link.reason(e), e));
        } else {
            throw MongoErrors.sentence(link.settings(), reading(), e);
        }
    }

    private ChangePosition.Place goOnWithoutWhatIsLost(MongoException e) throws ConnectorException {
        place = switch (settings.whenLost()) {
            case FAIL -> throw lost(e);
            case SNAPSHOT -> new ChangePosition.Snapshot(now(), Optional.empty());
            case RESET -> new ChangePosition.Since(behind(now()));
        };
        return place;
    }

    private ConnectorException lost(MongoException e) {
        String where = switch (place) {
            case ChangePosition.Behind(MapValue token) -> "behind the last one read, of " + at(ResumeToken.time(token));
            case ChangePosition.Since(BsonTimestamp time) -> "since " + at(time);
            case ChangePosition.Snapshot snapshot -> "since " + at(snapshot.since());
        };
        return new ConnectorException(
                "mongodb at " + link.settings() + " no longer has the changes of " + settings.namespace() + " " + where
                        + ": its oplog did not reach back so far, or it is another deployment; on_lost = \"snapshot\" reads"
                        + " what is there now, \"reset\" goes on without what is gone (" + e.getMessage() + ")",
                e);
    }

    private static Instant at(BsonTimestamp time) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
    }

    private String reading() {
        return "read " + settings.namespace();
    }

    private void closeReader() {
        reader.ifPresent(ChangeReader::close);
        reader = Optional.empty();
    }

    @Override
    public void close() {
        closeReader();
        link.close();
    }
}
