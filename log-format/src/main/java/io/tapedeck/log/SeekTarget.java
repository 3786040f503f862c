package io.tapedeck.log;

/** What a seek looks for: the first message, in the log's order, that fits. */
sealed interface SeekTarget {
    /** Whether a message fits, by its frame; those behind it need not. */
    boolean fits(Frame message);

    /** Where the beacon with this number stands, seen from that message. */
    Side side(Beacon beacon, long number);

    /** Where to ask next when a beacon did not tell: a beacon with a lower number. */
    default long askInstead(Beacon beacon, long number) {
        return number - 1;
    }

    /** Where a beacon stands, seen from what is sought. */
    enum Side {
        BEFORE,
        BEHIND,
        /** The beacon does not tell. */
        UNKNOWN;

        static Side before(boolean before) {
            return before ? BEFORE : BEHIND;
        }
    }

    /** A target by a field that ascends over all messages. */
    sealed interface Ascending extends SeekTarget {
        /** Where the field stands in a message's content. */
        int field();

        /** The least value that fits. */
        long least();

        @Override
        default boolean fits(Frame message) {
            return message.getLong(field()) >= least();
        }
    }

    /** The first message with this ordinal or a higher one. */
    record Ordinal(long least) implements Ascending {
        @Override
        public int field() {
            return RecordEncoder.ORDINAL_AT;
        }

        @Override
        public Side side(Beacon beacon, long number) {
            return Side.before(beacon.ordinal() < least);
        }
    }

    /** The first message fed at this time or later. */
    record FeedTime(long least) implements Ascending {
        @Override
        public int field() {
            return RecordEncoder.FEED_TIME_AT;
        }

        @Override
        public Side side(Beacon beacon, long number) {
            return Side.before(beacon.feedTimeNanos() < least);
        }
    }

    /** The first message of any stream whose event time is this or later. */
    record EventTime(long nanos) implements SeekTarget {
        @Override
        public boolean fits(Frame message) {
            return RecordDecoder.timeNanos(message) >= nanos;
        }

        @Override
        public Side side(Beacon beacon, long number) {
            return Side.before(beacon.highestTimeNanos() < nanos);
        }
    }

    /** The first message of one stream whose sequence is this or higher. */
    record Sequence(NamedStream stream, long sequence) implements SeekTarget {
        @Override
        public boolean fits(Frame message) {
            return message.streamId() == stream.id && RecordDecoder.sequence(message) >= sequence;
        }

        @Override
        public Side side(Beacon beacon, long number) {
            return beacon.find(stream.id)
                    .map(entry -> Side.before(entry.last() < sequence))
                    .orElseGet(() -> stream.sideUnnamed(beacon, number));
        }

        @Override
        public long askInstead(Beacon beacon, long number) {
            return stream.askInstead(beacon, number);
        }
    }

    /** The first message of one stream whose event time is this or later. */
    record StreamTime(NamedStream stream, long nanos) implements SeekTarget {
        @Override
        public boolean fits(Frame message) {
            return message.streamId() == stream.id && RecordDecoder.timeNanos(message) >= nanos;
        }

        @Override
        public Side side(Beacon beacon, long number) {
            return beacon.find(stream.id)
                    .map(entry -> Side.before(entry.highestTimeNanos() < nanos))
                    .orElseGet(() -> stream.sideUnnamed(beacon, number));
        }

        @Override
        public long askInstead(Beacon beacon, long number) {
            return stream.askInstead(beacon, number);
        }
    }

    /**
     * The stream that is sought in, as one segment names it.
     *
     * @param id its id; 0 where the segment does not know it
     * @param intervalBytes the distance of the segment's beacons
     */
    record NamedStream(int id, int intervalBytes) {
        /** A beacon that does not name the stream: it has not begun, or it is not its turn. */
        private Side sideUnnamed(Beacon beacon, long number) {
            if (beacon.complete() || id == 0) {
                return Side.BEFORE;
            }
            boolean turn = !beacon.inside()
                    && Beacon.entriesMax(intervalBytes) > 0
                    && beacon.rotation(intervalBytes).names(number, id);
            return turn ? Side.BEFORE : Side.UNKNOWN;
        }

        private long askInstead(Beacon beacon, long number) {
            return beacon.rotation(intervalBytes).lastNaming(number - 1, id);
        }
    }
}
