package io.tapedeck.tools.bench;

/** What a figure counts, and which way is better. */
public enum Metric {
    /** Messages a second; more is better. */
    MESSAGES("messages/s", true),
    /** Bytes a second, in 10^6; more is better. */
    MEGABYTES("MB/s", true),
    /** How long one takes, in 10^-6 s; less is better. */
    MICROSECONDS("µs", false),
    /** How long one takes, in 10^-3 s; less is better. */
    MILLISECONDS("ms", false),
    /** How long one takes, in seconds; less is better. */
    SECONDS("s", false);

    private final String unit;
    private final boolean moreIsBetter;

    Metric(String unit, boolean moreIsBetter) {
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    /** The unit as it is printed. */
    public String unit() {
        return unit;
    }

    /** How many times better {@code ours} is than {@code peer}: above 1 where ours is the better one. */
    double ratio(double ours, double peer) {
        return moreIsBetter ? ours / peer : peer / ours;
    }

    /** The figure of a work that took {@code nanos} as a whole, and is counted by its messages or its bytes. */
    double rate(long messages, long bytes, long nanos) {
        return switch (this) {
            case MESSAGES -> messages * 1e9 / nanos;
            case MEGABYTES -> bytes * 1e3 / nanos;
            case MICROSECONDS, MILLISECONDS, SECONDS -> throw new IllegalStateException("a latency is no rate");
        };
    }
}
