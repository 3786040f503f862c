package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Calls that are sent while nobody waits for their answers, in order. Those that are unanswered when the server is lost
 * are made again, so they must be such that may be made twice.
 */
final class CallsUnderWay {
    /**
     * So many bytes of calls are unanswered at most, unless it is a single one: what waits to be sent has no limit of time,
     * as what waits for an answer has.
     */
    private static final long BYTES_MAX = 1 << 20;

    private final RedisLink link;
    private final Persistence persistence;
    private final Answers answers;
    private final Queue<Call> unanswered = new ArrayDeque<>();
    private long bytes;
    private boolean isLost;

    /** Requests that are sent again together. */
    private record Call(List<Request> requests, long bytes) {}

    /** What comes of the calls. */
    interface Answers {
        /**
         * A call was answered: request by request, an {@link ErrorReplyException} where one was refused.
         *
         * @throws ErrorReplyException for an answer that ends the sink, where there is no better sentence for it
         */
        void take(List<Optional<Object>> answers) throws ErrorReplyException, ConnectorException;

        /**
         * Whether a call that was answered so would be answered otherwise if it was made again, now; if so, the link was
         * dropped.
         */
        default boolean isMended(List<Optional<Object>> answers) throws ServerLostException, ErrorReplyException {
            return false;
        }
    }

    CallsUnderWay(RedisLink link, Persistence persistence, Answers answers) {
        this.link = link;
        this.persistence = persistence;
        this.answers = answers;
    }

    boolean isEmpty() {
        return unanswered.isEmpty();
    }

    /** Makes a call; waits only where too much is unanswered, or for a server that is away. */
    void send(List<Request> requests) throws ConnectorException {
        Call call =
                new Call(requests, requests.stream().mapToLong(Request::bytes).sum());
        while (!unanswered.isEmpty() && (isLost || bytes + call.bytes() > BYTES_MAX)) {
            awaitOne();
        }
        unanswered.add(call);
        bytes += call.bytes();
        try {
            link.send(requests);
        } catch (ServerLostException | ErrorReplyException e) {
            isLost = true; // who waits for the answer sends again, and tells
        }
    }

    /** Waits until all are answered. */
    void settle() throws ConnectorException {
        while (!unanswered.isEmpty()) {
            awaitOne();
        }
    }

    private void awaitOne() throws ConnectorException {
        boolean isTaken = false;
        try {
            answers.take(persistence.until(this::answer));
            isTaken = true;
        } catch (ErrorReplyException e) {
            throw persistence.sentence(e);
        } finally {
            if (!isTaken) {
                abandon();
            }
        }
        bytes -= unanswered.remove().bytes();
    }

    private List<Optional<Object>> answer() throws ServerLostException, ErrorReplyException {
        try {
            List<Optional<Object>> answer = nextAnswer();
            if (answers.isMended(answer)) {
                isLost = true;
                answer = nextAnswer();
            }
            return answer;
        } catch (ServerLostException e) {
            isLost = true;
            throw e;
        }
    }

    private List<Optional<Object>> nextAnswer() throws ServerLostException, ErrorReplyException {
        if (isLost) {
            link.send(unanswered.stream()
                    .flatMap(call -> call.requests().stream())
                    .toList());
            isLost = false;
        }
        return link.answers(unanswered.element().requests().size());
    }

    /** A sink that failed gets nothing more. */
    private void abandon() {
        unanswered.clear();
        bytes = 0;
        isLost = false;
        link.drop();
    }
}
