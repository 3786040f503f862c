package io.tapedeck.log;

/** The absence of a value, as JSON's {@code null} and Python's {@code None}. */
public enum NullValue implements Value {
    /** The only one. */
    INSTANCE;

    @Override
    public String kind() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
