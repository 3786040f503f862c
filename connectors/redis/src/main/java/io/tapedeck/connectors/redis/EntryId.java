package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an entry, {@code ms-seq}, as Redis orders them: both parts are unsigned.
 *
 * <p>As a sequence it is one number, as SeaStreamer packs it: {@code ms << 16 | seq}. That keeps the order as long as
 * the sequence part is below 65,536, and the time can be held in nanoseconds (until 2262); {@link #fits} says so.
 *
 * @param ms the first part: milliseconds since 1970, unless the writer chose otherwise
 * @param seq the second part
 */
record EntryId(long ms, long seq) implements Comparable<EntryId> {
    /** Before all entries. */
    static final EntryId ZERO = new EntryId(0, 0);

    /** The first part may be at most this, so that nanoseconds can hold the time. */
    static final long MS_MAX = Long.MAX_VALUE / 1_000_000;

    /** The second part may be at most this. */
    static final long SEQ_MAX = 0xFFFF;

    private static final int SEQ_BITS = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Pattern GRAMMAR = Pattern.compile("([0-9]{1,20})(?:-([0-9]{1,20}))?");

    /** Reads {@code ms-seq}, or {@code ms} for its first; empty where it is neither. */
    static Optional<EntryId> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String seq = Optional.ofNullable(matcher.group(2)).orElse("0");
        try {
            return Optional.of(new EntryId(Long.parseUnsignedLong(matcher.group(1)), Long.parseUnsignedLong(seq)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The id before the first one that an entry of this time, or a later one, can have. */
    static EntryId before(Instant time) {
        long ms = time.toEpochMilli();
        boolean isWhole = Instant.ofEpochMilli(ms).equals(time);
        return new EntryId(Math.max(0, isWhole ? ms : ms + 1), 0).previous();
    }

    /** The id before this one; {@link #ZERO} has none and gives itself. */
    EntryId previous() {
        if (seq != 0) {
            return new EntryId(ms, seq - 1);
        }
        return ms == 0 ? ZERO : new EntryId(ms - 1, -1L);
    }

    /** Whether {@link #sequence} and {@link #timeNanos} can hold it. */
    boolean fits() {
        return ms >= 0 && ms <= MS_MAX && seq >= 0 && seq <= SEQ_MAX;
    }

    /** The id as one number, in the same order; only of one that {@link #fits}. */
    long sequence() {
        return ms << SEQ_BITS | seq;
    }

    /** The id's time, in nanoseconds since 1970; only of one that {@link #fits}. */
    long timeNanos() {
        return ms * NANOS_PER_MILLI;
    }

    /** What to say of one that does not fit. */
    ConnectorException tooLarge(String stream, String server) {
        return new ConnectorException("the entry " + this + " of the stream " + stream + " on redis at " + server
                + " has an id that is no message's: its first part (milliseconds) can be " + MS_MAX
                + " at most, and its second " + SEQ_MAX + "; XDEL removes it");
    }

    @Override
    public int compareTo(EntryId other) {
        int byMs = Long.compareUnsigned(ms, other.ms);
        return byMs != 0 ? byMs : Long.compareUnsigned(seq, other.seq);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
    }
}
