package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A way from one topic or stream to another: ours, or a peer's. */
interface Bridge {
    /**
     * From where to where.
     *
     * @param node the server, {@code host:port}
     * @param in what is read, from its start
     * @param out what is written, empty at first
     * @param folder an empty folder
     */
    record Route(String node, String in, String out, Path folder) {}

    /**
     * Moves what is there, and returns when all is delivered.
     *
     * @param messages how many messages are there
     */
    void move(Route route, long messages, Limit limit) throws IOException;

    /** Moves what is there and what comes, until it is closed. */
    Closeable follow(Route route) throws IOException;
}
