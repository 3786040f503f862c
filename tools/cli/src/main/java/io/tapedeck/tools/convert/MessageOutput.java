package io.tapedeck.tools.convert;

import java.io.Closeable;
import java.io.IOException;

/** Where messages go. */
interface MessageOutput extends Closeable {
    /**
     * Writes a message.
     *
     * @throws LossException where the target cannot hold something of it, and it may not be left out
     */
    void write(Incoming message) throws IOException, LossException;
}
