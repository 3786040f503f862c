package io.tapedeck.tools.cli;

import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.tools.convert.LossException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Goes through the messages of a file of any format, from a position on, passing over what is damaged. */
sealed interface MessageWalk extends Closeable permits LogWalk, SeaStreamerWalk {
    /**
     * Goes to the next message.
     *
     * @return whether there is one; false means the end for now, and where {@link #canGrow} a later call may find more
     */
    boolean next() throws IOException, LossException;

    /** The message that {@link #next} went to. */
    MessageRecord message();

    /** Whether more may come behind the end. */
    boolean canGrow();

    /** What is damaged, as far as it was met; an unfinished end is no damage here. */
    List<DamagedPlace> damages() throws IOException;

    /** The messages that are missing before the last that was read, as far as the file tells. */
    long messagesLost() throws IOException;
}
