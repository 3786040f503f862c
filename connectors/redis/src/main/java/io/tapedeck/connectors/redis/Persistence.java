package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Outage;
import io.tapedeck.connectors.UnreachableException;

/** Does something that may be done twice, again and again while the server is away. */
final class Persistence {
    private final RedisLink link;
    private final Outage outage;
    private final String what;

    /**
     * For a link.
     *
     * @param what what is done, for messages to people, such as {@code write to the stream orders}
     */
    Persistence(RedisLink link, String what) {
        this.link = link;
        this.what = what;
        outage = new Outage("redis", link.settings().toString(), link.settings().reconnect());
    }

    /** What is done. */
    interface Attempt<T> {
        T run() throws ServerLostException, ErrorReplyException, ConnectorException;
    }

    /**
     * Does it until the server answers.
     *
     * @throws ConnectorException where it refuses, or was away for too long
     */
    <T> T until(Attempt<T> attempt) throws ConnectorException {
        while (true) {
            try {
                T result = attempt.run();
                outage.end();
                return result;
            } catch (ServerLostException e) {
                outage.note(e);
                pause(e);
            } catch (ErrorReplyException e) {
                throw sentence(e);
            }
        }
    }

    /**
     * Does it where nothing was promised yet: a server that cannot be reached is not waited for, one that only cannot
     * answer yet is.
     *
     * @throws ConnectorException where it refuses, cannot be reached, or takes too long
     */
    <T> T first(Attempt<T> attempt) throws ConnectorException {
        return until(() -> {
            try {
                return attempt.run();
            } catch (ServerLostException e) {
                if (e.isReached()) {
                    throw e;
                }
                throw new UnreachableException(
                        "cannot reach redis at " + link.settings() + ": " + e.getMessage() + "; is it running there?",
                        e);
            }
        });
    }

    /** That the server refused it. */
    ConnectorException sentence(ErrorReplyException e) {
        return ErrorReplies.sentence(link.server(), what, e);
    }

    private void pause(ServerLostException reason) throws ConnectorException {
        try {
            Thread.sleep(outage.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    "interrupted while redis at " + link.settings() + " was away: " + reason.getMessage(), e);
        }
    }
}
