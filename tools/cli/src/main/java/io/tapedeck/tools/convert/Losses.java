package io.tapedeck.tools.convert;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what a conversion leaves out; where that was not allowed, the first loss ends it. */
public final class Losses {
    private static final int LINES_TOLD_MAX = 10;

    private final boolean allowed;
    private final Consumer<String> teller;
    private final Map<Loss, Long> counts = new EnumMap<>(Loss.class);

    /**
     * Nothing is lost yet.
     *
     * @param allowed whether something may be
     * @param teller is told of each of the first lines that cannot be read
     */
    public Losses(boolean allowed, Consumer<String> teller) {
        this.allowed = allowed;
        this.teller = teller;
    }

    /**
     * Something cannot be held by the target.
     *
     * @param place which message
     * @param why half a sentence
     * @throws LossException where that is not allowed
     */
    public void lose(Loss loss, String place, String why) throws LossException {
        if (!allowed) {
            throw new LossException(place + ": " + why + "; --allow-loss leaves it out and counts it");
        }
        count(loss);
    }

    /** A line cannot be read. The rest still is, so that all such lines are told; {@link #settle} may throw then. */
    void loseLine(String place, String why) {
        count(Loss.LINES);
        if (count(Loss.LINES, 0) <= LINES_TOLD_MAX) {
            teller.accept(place + ": " + why);
        }
    }

    /** @throws LossException where lines could not be read and that is not allowed */
    void settle() throws LossException {
        long lines = count(Loss.LINES, 0);
        if (lines > 0 && !allowed) {
            throw new LossException((lines == 1 ? "1 line" : lines + " lines")
                    + " cannot be read, and nothing was written; --allow-loss leaves them out and counts them");
        }
    }

    private void count(Loss loss) {
        count(loss, 1);
    }

    private long count(Loss loss, long more) {
        return counts.merge(loss, more, Long::sum);
    }

    /** How often what was lost; nothing that was not. */
    public Map<Loss, Long> counts() {
        Map<Loss, Long> found = new EnumMap<>(counts);
        found.values().removeIf(count -> count == 0);
        return Collections.unmodifiableMap(found);
    }
}
