package io.tapedeck.connectors.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Requests that are done as one ({@code MULTI}, {@code EXEC}). */
final class Transaction {
    private Transaction() {}

    /** The requests by which they are done. */
    static List<Request> of(List<Request> requests) {
        List<Request> all = new ArrayList<>(requests.size() + 2);
        all.add(new Request(Command.MULTI));
        all.addAll(requests);
        all.add(new Request(Command.EXEC));
        return all;
    }

    /** Does them; an answer that is an error is a {@link JedisDataException}, one that is null may be null. */
    static List<?> run(RedisLink link, List<Request> requests) throws ServerLostException, ErrorReplyException {
        return done(link.callAll(of(requests)));
    }

    /** What was answered to {@link #of}, request by request, as in {@link #run}. */
    static List<?> done(List<Optional<Object>> answers) throws ErrorReplyException {
        for (Optional<Object> answer : answers) {
            if (answer.isPresent() && answer.get() instanceof ErrorReplyException error) {
                throw error;
            }
        }
        return (List<?>) answers.getLast().orElseThrow();
    }

    /** An answer, which must be no error. */
    static Object checked(Object answer) throws ErrorReplyException {
        if (answer instanceof JedisDataException e) {
            throw new ErrorReplyException(e);
        }
        return answer;
    }

    /** Whether an answer about a stream says that there is none. */
    static boolean isNoSuchKey(Object answer) {
        return answer instanceof JedisDataException e
                && String.valueOf(e.getMessage()).contains("no such key");
    }
}
