package io.tapedeck.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Outage;
import io.tapedeck.connectors.UnreachableException;

/** Does something that may be done twice, again and again while the deployment is away. */
final class Persistence {
    private final MongoLink link;
    private final String what;
    private final Outage outage;

    /**
     * For a link.
     *
     * @param what what is done, for messages to people, such as {@code write to the collection shop.orders}
     */
    Persistence(MongoLink link, String what) {
        this.link = link;
        this.what = what;
        outage = new Outage(
                "mongodb", link.settings().toString(), link.settings().reconnect());
    }

    /** What is done. */
    interface Attempt<T> {
        T run() throws ConnectorException;
    }

    /**
     * Does it until it is done.
     *
     * @throws ConnectorException where the deployment refuses, or was away for too long
     */
    <T> T until(Attempt<T> attempt) throws ConnectorException {
        while (true) {
            try {
                T result = attempt.run();
                outage.end();
                return result;
            } catch (MongoInterruptedException e) {
                throw interrupted(e);
            } catch (MongoException e) {
                if (!MongoErrors.isPassing(e)) {
                    throw MongoErrors.sentence(link.settings(), what, e);
                }
                outage.note(lost(e));
                pause(e);
            }
        }
    }

    /**
     * Does it where nothing was promised yet: a deployment that cannot be reached is not waited for.
     *
     * @throws ConnectorException where it refuses, or cannot be reached
     */
    <T> T first(Attempt<T> attempt) throws ConnectorException {
        try {
            return attempt.run();
        } catch (MongoInterruptedException e) {
            throw interrupted(e);
        } catch (MongoException e) {
            if (!MongoErrors.isPassing(e)) {
                throw MongoErrors.sentence(link.settings(), what, e);
            }
            throw new UnreachableException(
                    "cannot reach mongodb at " + link.settings() + ": " + link.reason(e) + "; is it running there?", e);
        }
    }

    private UnreachableException lost(MongoException e) {
        return new UnreachableException(link.reason(e), e);
    }

    private void pause(MongoException reason) throws ConnectorException {
        try {
            Thread.sleep(outage.pause());
        } catch (InterruptedException e) {
            throw interrupted(reason);
        }
    }

    private ConnectorException interrupted(MongoException reason) {
        Thread.currentThread().interrupt();
        return new ConnectorException(
                "interrupted while it was to " + what + " on mongodb at " + link.settings(), reason);
    }
}
