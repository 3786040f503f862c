package io.tapedeck.log;

import java.util.List;

/** Copies of lists that most often hold one item or none: {@link List#copyOf} makes an array on the way, and more. */
public final class ShortLists {
    private ShortLists() {}

    /** The same as {@link List#copyOf}. */
    public static <T> List<T> copyOf(List<T> items) {
        return switch (items.size()) {
            case 0 -> List.of();
            case 1 -> List.of(items.getFirst());
            default -> List.copyOf(items);
        };
    }
}
