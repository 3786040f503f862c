package io.tapedeck.connectors.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.tapedeck.connectors.ConnectorException;
import java.util.Set;

/** What a deployment's error means for who runs a pipeline. */
final class MongoErrors {
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final int TOO_LARGE = 10_334;
    private static final int DUPLICATE_KEY = 11_000;
    private static final int DOCUMENT_VALIDATION = 121;
    private static final int NOT_IN_TRANSACTION = 263;

    /** {@code InvalidResumeToken}, {@code ChangeStreamFatalError} and {@code ChangeStreamHistoryLost}. */
    private static final Set<Integer> POSITION_LOST = Set.of(260, 280, 286);

    /** {@code CursorNotFound}, as the one of a server that was started again is, and {@code CappedPositionLost}. */
    private static final Set<Integer> STREAM_GONE = Set.of(43, 136);

    private static final Set<String> PASSING_LABELS = Set.of(
            "RetryableWriteError",
            "ResumableChangeStreamError",
            MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL,
            MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL);

    private MongoErrors() {}

    /**
     * Whether the same will be done later: a server was lost, or another one becomes the primary, or a stream is gone, as where
     * the end of the oplog overtook it; the next one is refused where it cannot begin any more.
     */
    static boolean isPassing(MongoException e) {
        return e instanceof MongoSocketException
                || e instanceof MongoTimeoutException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoConnectionPoolClearedException
                || STREAM_GONE.contains(e.getCode())
                || PASSING_LABELS.stream().anyMatch(e::hasErrorLabel);
    }

    /** Whether a stream of changes cannot begin where it was to. */
    static boolean isPositionLost(MongoException e) {
        return POSITION_LOST.contains(e.getCode());
    }

    /**
     * The sentence for an error.
     *
     * @param settings the deployment
     * @param what what was to be done there, such as {@code read the collection shop.orders}
     */
    static ConnectorException sentence(MongoSettings settings, String what, MongoException e) {
        return new ConnectorException("cannot " + what + " on mongodb at " + settings + ": " + meaning(e), e);
    }

    private static String meaning(MongoException e) {
        if (e instanceof MongoSecurityException || e.getCode() == AUTHENTICATION_FAILED) {
            return "it does not know this user with this password (auth_database = names the database that does)";
        }
        if (e instanceof MongoBulkWriteException bulk && !bulk.getWriteErrors().isEmpty()) {
            var first = bulk.getWriteErrors().getFirst();
            return meaning(first.getCode(), first.getMessage());
        }
        return e instanceof MongoClientException
                ? String.valueOf(e.getMessage())
                : meaning(e.getCode(), String.valueOf(e.getMessage()));
    }

    private static String meaning(int code, String message) {
        return switch (code) {
            case UNAUTHORIZED -> "the user may not do that (" + message + ")";
            case DUPLICATE_KEY ->
                "a document with this _id, or this value of a unique index, is there already; write = \"upsert\" replaces"
                        + " the one of the _id (" + message + ")";
            case DOCUMENT_VALIDATION -> "the collection's validator refuses a document (" + message + ")";
            case TOO_LARGE ->
                "a change is larger than a document may be, 16 MiB; leave something out with pipeline = …, or"
                        + " full_document (" + message + ")";
            case NOT_IN_TRANSACTION ->
                "it takes no transactions, as capped and time series collections (" + message + ")";
            default -> message;
        };
    }
}
