package io.tapedeck.log;

/** A string of bytes. */
public record BytesValue(Bytes value) implements Value {
    @Override
    public String kind() {
        return "bytes";
    }

    @Override
    public Bytes asBytes() {
        return value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
