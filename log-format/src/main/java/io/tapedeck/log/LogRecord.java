package io.tapedeck.log;

import java.util.List;
import java.util.Optional;

/** A record of a log, as {@link LogReader} gives it. {@code spec/beacon-log.md} defines the bytes of each. */
public sealed interface LogRecord {
    /**
     * A stream appears for the first time, or is repeated at the head of a segment.
     *
     * @param id its number in this log, from 1
     * @param stream its key
     * @param shard its shard
     * @param messages the messages of it so far
     * @param last the last sequence so far, where there is one
     */
    record StreamStart(int id, StreamKey stream, long shard, long messages, Optional<Long> last) implements LogRecord {}

    /**
     * A message: in a run log, an input in the order fed.
     *
     * @param ordinal its number in the log, from 1
     * @param feedTimeNanos when it was fed or appended, in nanoseconds since 1970
     * @param message the message as it came
     * @param position where its source goes on after it, or {@link Value#NULL}
     */
    record MessageRecord(long ordinal, long feedTimeNanos, EncodedMessage message, Value position)
            implements LogRecord {}

    /**
     * Messages that were in the log and are lost: a repair puts it where they stood.
     *
     * @param first the ordinal of the first
     * @param last the ordinal of the last
     */
    record Gap(long first, long last) implements LogRecord {}

    /**
     * What the processors made of a message.
     *
     * @param ordinal the message's
     * @param endNanos the clock at the end, in nanoseconds since 1970
     * @param calls the calls of processors, in the order made
     */
    record StepRecord(long ordinal, long endNanos, List<Call> calls) implements LogRecord {
        /** Copies the calls. */
        public StepRecord {
            calls = ShortLists.copyOf(calls);
        }
    }

    /**
     * One call of a processor.
     *
     * @param step the step's index in the pipeline, from 0
     * @param outputCount the number of its outputs
     * @param outputsDigest their digest
     * @param stateDigest the digest of the step's state afterwards
     * @param outputs their canonical encodings in turn; empty where they are not kept
     */
    record Call(int step, int outputCount, long outputsDigest, long stateDigest, Bytes outputs) {}

    /**
     * A record of the controller.
     *
     * @param kind which
     * @param content what it says; {@code spec/run-log.md} names the keys
     */
    record RunRecord(Kind kind, MapValue content) implements LogRecord {
        /** The controller's records. */
        public enum Kind {
            /** A run begins; repeated at the head of each segment. */
            RUN_START(16),
            /** The code of a step is another from here on. */
            CODE_CHANGE(17),
            /** Which ranges were fed to which processor. */
            FEED(18),
            /** A message failed, and what was decided. */
            FAILURE(19),
            /** The controller stopped, and why. */
            RUN_END(20),
            /** What a run needs to go on from here, with what changed in the state since the one before. */
            CHECKPOINT(21),
            /** A part of the state whole. */
            SNAPSHOT(22),
            /** What a processor asked of a service, and what came of it. */
            EFFECT(23);

            private final int number;

            Kind(int number) {
                this.number = number;
            }

            int number() {
                return number;
            }

            static Optional<Kind> ofNumber(int number) {
                for (Kind kind : values()) {
                    if (kind.number == number) {
                        return Optional.of(kind);
                    }
                }
                return Optional.empty();
            }
        }
    }

    /**
     * The end of a sealed segment.
     *
     * @param records the segment's records before it
     * @param messages the log's messages so far
     * @param sha256 of the segment's bytes before it, 32 bytes
     * @param streams the log's streams so far
     */
    record SegmentEnd(long records, long messages, Bytes sha256, List<StreamStart> streams) implements LogRecord {
        /** Copies the streams. */
        public SegmentEnd {
            streams = List.copyOf(streams);
        }
    }

    /**
     * A record of a kind that this version does not know; its checksum was right.
     *
     * @param kind the number
     * @param content the bytes
     */
    record Unknown(int kind, Bytes content) implements LogRecord {}
}
