package io.tapedeck.connectors;

/**
 * Finds where records end in bytes that arrive in pieces: every byte is looked at once, in order, so it
 * remembers what it needs between the pieces.
 */
public interface RecordFraming {
    /**
     * Looks at the next bytes of the record.
     *
     * @return the index of the line feed that ends the record, or -1 where it is not among these bytes
     */
    int indexOfEnd(byte[] array, int from, int to);

    /** The line feeds seen since the record began, the one that ends it included. */
    long lineFeeds();

    /** A new record begins. */
    void restart();
}
