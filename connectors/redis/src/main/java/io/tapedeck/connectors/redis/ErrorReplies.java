package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.Set;

/** What a server's error means for who runs a pipeline. */
final class ErrorReplies {
    /** The server will do it in a while. */
    private static final Set<String> PASSING =
            Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "NOREPLICAS");

    private ErrorReplies() {}

    /** Whether the same request will be answered later. */
    static boolean isPassing(ErrorReplyException error) {
        return PASSING.stream().anyMatch(error::is);
    }

    /**
     * The sentence for an error.
     *
     * @param server the server that gave it
     * @param what what was to be done there, such as {@code read the stream orders}
     */
    static ConnectorException sentence(String server, String what, ErrorReplyException error) {
        return new ConnectorException("cannot " + what + " on redis at " + server + ": " + meaning(error), error);
    }

    private static String meaning(ErrorReplyException error) {
        String reply = error.reply();
        return switch (reply.split(" ", 2)[0]) {
            case "WRONGTYPE" -> "its key holds something that is no stream; name another key, or delete that one";
            case "NOGROUP" -> "the group or the stream was deleted; run again makes the group anew (" + reply + ")";
            case "OOM" ->
                "the server's memory is full (maxmemory); trim the stream with maxlen = …, or give the server more";
            case "READONLY" -> "the server is a replica, which takes no writes; name the master";
            case "MISCONF" ->
                "the server cannot save to its disk and takes no writes until it can; its log says why (" + reply + ")";
            case "NOAUTH" -> "the server wants a password; set password = \"${env:…}\", and user = … where it has one";
            case "WRONGPASS" -> "the server does not know this user with this password";
            case "NOPERM" -> "the user may not do that; let it with ACL SETUSER (" + reply + ")";
            case "MOVED", "ASK" ->
                "the server is a node of a cluster, and another one has the key; name that one (" + reply + ")";
            default -> isForbiddenInScript(reply) ? forbidden(reply) : reply;
        };
    }

    private static boolean isForbiddenInScript(String reply) {
        return reply.contains("can't run this command") || reply.contains("can't access at least one of the keys");
    }

    private static String forbidden(String reply) {
        return "the user may not do that; let it with ACL SETUSER (" + reply + ")";
    }
}
