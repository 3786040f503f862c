package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Effects that go to the server in calls, many each, in order, while nobody waits for the answers. Calls that are
 * unanswered when the server is lost are made again, so they must be such that may be made twice.
 */
final class CallsUnderWay {
    /**
     * So many bytes of calls are unanswered at most, unless it is a single one: what waits to be sent has no limit of time,
     * as what waits for an answer has.
     */
    private static final long BYTES_MAX = 1 << 20;

    private final RedisLink link;
    private final Persistence persistence;
    private final Form form;
    private final Batch batch = new Batch();
    private final Queue<Call> unanswered = new ArrayDeque<>();
    private long bytes;
    private boolean isLost;

    /** Requests that are sent again together, and the last effect of theirs. */
    private record Call(List<Request> requests, EffectId last, long bytes) {}

    /** What calls are made of, and what comes of them. */
    interface Form {
        /** The requests of a call. */
        List<Request> requests(List<Batch.Item> items);

        /**
         * A call was answered: request by request, an {@link ErrorReplyException} where one was refused.
         *
         * @param last the last effect in it
         * @throws ErrorReplyException for an answer that ends the sink, where there is no better sentence for it
         */
        void take(EffectId last, List<Optional<Object>> answers) throws ErrorReplyException, ConnectorException;

        /** Whether {@link #mend} has the calls answered otherwise, where one was answered so. */
        default boolean canMend(List<Optional<Object>> answers) {
            return false;
        }

        /** Gives the server what it lacks. */
        default void mend() throws ServerLostException, ErrorReplyException {}
    }

    CallsUnderWay(RedisLink link, Persistence persistence, Form form) {
        this.link = link;
        this.persistence = persistence;
        this.form = form;
    }

    /** Takes an effect; it goes with others. */
    void add(Batch.Item item) throws ConnectorException {
        if (!batch.hasRoomFor(item)) {
            send();
        }
        batch.add(item);
    }

    /**
     * Sends what was taken.
     *
     * @return whether all is answered
     */
    boolean push() throws ConnectorException {
        send();
        return unanswered.isEmpty();
    }

    /** Sends what was taken, and waits until all is answered. */
    void flush() throws ConnectorException {
        send();
        while (!unanswered.isEmpty()) {
            awaitOne();
        }
    }

    /** Waits only where too much is unanswered, or for a server that is away. */
    private void send() throws ConnectorException {
        if (batch.isEmpty()) {
            return;
        }
        List<Request> requests = form.requests(batch.items());
        Call call = new Call(
                requests,
                batch.items().getLast().effect().id(),
                requests.stream().mapToLong(Request::bytes).sum());
        batch.clear(); // a sink that failed gets nothing more
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

    private void awaitOne() throws ConnectorException {
        boolean isTaken = false;
        try {
            List<Optional<Object>> answers = persistence.until(this::answer);
            form.take(unanswered.element().last(), answers);
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
            if (form.canMend(answer)) {
                link.drop(); // those behind it are answered alike
                form.mend();
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
