package io.tapedeck.tools.bench;

import java.nio.file.Path;

/**
 * What an {@link Arm} is to do.
 *
 * @param folder an empty folder of its own
 * @param messages how many messages to write, or to read from
 * @param limit when to give up
 */
record Work(Path folder, long messages, Limit limit) {
    /** How many messages a loop handles between two looks at the limit. */
    static final int CHUNK_MESSAGES = 4096;
}
