package io.tapedeck.connectors.codecs;

/** How well a type holds a value; a union takes the best. */
enum AvroFit {
    /** It does not. */
    NONE,
    /** What is read again is another value. */
    CHANGED,
    /** The same value is read again. */
    SAME;

    AvroFit worseOf(AvroFit other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
