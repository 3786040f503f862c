package io.tapedeck.log;

/** Text: any sequence of UTF-16 units, unpaired surrogates included. */
public record StringValue(String value) implements Value {
    @Override
    public String kind() {
        return "string";
    }

    @Override
    public String asString() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
