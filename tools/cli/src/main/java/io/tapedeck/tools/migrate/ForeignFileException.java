package io.tapedeck.tools.migrate;

import io.tapedeck.controller.Mistake;
import java.util.Comparator;
import java.util.List;

/** A file of another tool cannot be converted as it is; says everything that is wrong with it. */
public final class ForeignFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    ForeignFileException(List<Mistake> mistakes) {
        super(mistakes.getFirst().toString());
        this.mistakes = mistakes.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .toList();
    }

    /** All that is wrong, in the order of the file. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
