package io.tapedeck.tools.bench;

/** The other side of what is measured by itself: the figure that it has to reach. */
record FixedLimit(double figure) implements Arm {
    static final String NAME = "the limit";

    @Override
    public double measure(Work work) {
        return figure;
    }
}
