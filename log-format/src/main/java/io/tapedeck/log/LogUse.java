package io.tapedeck.log;

/** What a log is for. The number is what the header holds. */
public enum LogUse {
    /** Messages of any number of streams; what {@code file://name.tape} reads and writes. */
    STREAMS(0),
    /** What a pipeline was fed, with the controller's records between. */
    RUN(1);

    private final int number;

    LogUse(int number) {
        this.number = number;
    }

    /** The number in the log. */
    int number() {
        return number;
    }

    /** The use of a number from the log. */
    static LogUse ofNumber(int number) {
        return number == RUN.number ? RUN : STREAMS;
    }
}
