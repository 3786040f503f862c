package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A way from one topic, stream or collection to another: ours, or a peer's. */
interface Bridge {
    /**
     * A topic, a stream or a collection.
     *
     * @param scheme the kind of its server, as in a URL
     * @param node the server, {@code host:port}
     * @param key its name there
     */
    record Place(String scheme, String node, String key) {
        String url() {
            return scheme + "://" + node + "/" + key;
        }

        /** What a pipeline says of it where it is read from its start. */
        Map<String, Object> reading(boolean follow, String encoding) {
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("follow", follow);
            if (scheme.equals("mongodb")) {
                options.put("start", "earliest"); // changes are not encoded
            } else {
                options.put("decode", encoding);
            }
            return options;
        }
    }

    /**
     * From where to where.
     *
     * @param from what is read, from its start
     * @param to what is written, empty at first
     * @param folder an empty folder
     */
    record Route(Place from, Place to, Path folder) {}

    /**
     * Moves what is there, and returns when all is delivered.
     *
     * @param messages how many messages are there
     */
    void move(Route route, long messages, Limit limit) throws IOException;

    /** Moves what is there and what comes, until it is closed. */
    Closeable follow(Route route) throws IOException;
}
