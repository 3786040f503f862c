package io.tapedeck.connectors;

/** A record is a row (RFC 4180): a line feed within quotes is part of it. */
public final class CsvFraming implements RecordFraming {
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        /** Behind a quote within quotes: it ends the field, or the next quote says that one is meant. */
        QUOTE_IN_QUOTED
    }

    private final char separator;
    private final char quote;
    private State state = State.FIELD_START;
    private long lineFeeds;

    /** A framing at the start of a row, with the character between columns. */
    public CsvFraming(char separator) {
        this(separator, CsvRow.QUOTE);
    }

    /** As {@link #CsvFraming(char)}, with another quote. Both are ASCII. */
    public CsvFraming(char separator, char quote) {
        this.separator = separator;
        this.quote = quote;
    }

    @Override
    public int indexOfEnd(byte[] array, int from, int to) {
        for (int at = from; at < to; at++) {
            byte next = array[at];
            if (next == '\n') {
                lineFeeds++;
                if (state != State.QUOTED) {
                    return at;
                }
            } else {
                state = after(next);
            }
        }
        return -1;
    }

    private State after(byte next) {
        return switch (state) {
            case FIELD_START, PLAIN ->
                next == separator
                        ? State.FIELD_START
                        : next == quote && state == State.FIELD_START ? State.QUOTED : State.PLAIN;
            case QUOTED -> next == quote ? State.QUOTE_IN_QUOTED : State.QUOTED;
            case QUOTE_IN_QUOTED -> next == quote ? State.QUOTED : next == separator ? State.FIELD_START : State.PLAIN;
        };
    }

    @Override
    public long lineFeeds() {
        return lineFeeds;
    }

    @Override
    public void restart() {
        lineFeeds = 0;
        state = State.FIELD_START;
    }
}
