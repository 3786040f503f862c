package io.tapedeck.log;

import java.util.List;

/** A list of values. */
public record ListValue(List<Value> items) implements Value {
    /** Copies {@code items}, unless they are immutable already. */
    public ListValue {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "list";
    }

    @Override
    public List<Value> asList() {
        return items;
    }

    @Override
    public String toString() {
        return items.toString();
    }
}
