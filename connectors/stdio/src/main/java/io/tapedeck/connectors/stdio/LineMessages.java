package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.Polled;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.util.Optional;

/** Makes messages of lines. */
interface LineMessages {
    /** Goes on behind a position; numbers of messages go on too. */
    void resume(Value after);

    /**
     * The message of a line; empty for one that is passed over.
     *
     * @param number the line's, from 1
     */
    Optional<Polled.Input> input(Bytes line, long number);
}
