package io.tapedeck.connectors.mongodb;

import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;

/** Reads changes from where a source stands; for one connection, and opened anew where that is lost. */
interface ChangeReader {
    /**
     * The next change, if there is one.
     *
     * @param wait how long to wait for it at most
     */
    Optional<BsonDocument> next(Duration wait);

    /** Where the source stands behind what was given, and where nothing was, behind what was looked through. */
    ChangePosition.Place place();

    /** Whether it gives no more, and another one goes on from its {@link #place}. */
    boolean hasEnded();

    /** Gives back what the deployment keeps for it, if it can be told. */
    void close();
}
