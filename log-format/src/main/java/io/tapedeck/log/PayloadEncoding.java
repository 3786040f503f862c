package io.tapedeck.log;

/** How the bytes of a recorded message's payload are to be read. The number is what the log holds. */
public enum PayloadEncoding {
    /** A value in the canonical encoding. */
    VALUE(0),
    /** Bytes, for the processor to interpret. */
    BYTES(1),
    /** UTF-8 text. */
    TEXT(2),
    /** One JSON text (RFC 8259) in UTF-8. */
    JSON(3),
    /**
     * What a source received and could not read: the canonical encoding of a list of the reason (a string)
     * and the bytes as they came, so that the input is recorded and nothing is lost.
     */
    MALFORMED(4),
    /**
     * Nothing of what the source gave, which can give it again, but {@link WithheldPayload}: enough to know whether it
     * gives the same.
     */
    WITHHELD(5);

    private static final PayloadEncoding[] ALL = values();

    private final int number;

    /** The numbers count from 0, so that an encoding is found by its own. */
    PayloadEncoding(int number) {
        this.number = number;
    }

    /** The number in the log. */
    public int number() {
        return number;
    }

    /** Whether this version knows an encoding of this number. */
    static boolean isNumber(int number) {
        return number >= 0 && number < ALL.length;
    }

    /** The encoding of a number from the log, where this version knows it. */
    public static java.util.Optional<PayloadEncoding> ofNumber(int number) {
        return isNumber(number) ? java.util.Optional.of(ALL[number]) : java.util.Optional.empty();
    }
}
