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

    /** By hand, and the hash too: where a state looks for its keys, what is made for a record takes twice as long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StringValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
