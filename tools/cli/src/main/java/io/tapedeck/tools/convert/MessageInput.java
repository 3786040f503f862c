package io.tapedeck.tools.convert;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where messages come from. */
public interface MessageInput extends Closeable {
    /**
     * The next message; empty at the end.
     *
     * @throws LossException where something would be lost, and may not be
     */
    Optional<Incoming> next() throws IOException, LossException;

    /** What of the source is damaged, known at its end. */
    default SourceDamage damage() {
        return SourceDamage.NONE;
    }
}
