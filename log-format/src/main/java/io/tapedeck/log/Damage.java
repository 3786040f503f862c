package io.tapedeck.log;

import java.util.List;

/**
 * A damaged place of a segment.
 *
 * @param offset where it begins in the file
 * @param length its length, in bytes
 * @param kind what it looks like
 * @param lost the messages that are lost by it, as far as the beacons can tell
 */
public record Damage(long offset, long length, Kind kind, List<Lost> lost) {
    /** Copies the list. */
    public Damage {
        lost = List.copyOf(lost);
    }

    Damage(long offset, long length, Kind kind) {
        this(offset, length, kind, List.of());
    }

    /** What a damage looks like. */
    public enum Kind {
        /** The header is short or its checksum is wrong. */
        HEADER("header"),
        /** Neither durable mark can be read. */
        MARK("durable mark"),
        /** A checksum is wrong. */
        CHECKSUM("checksum"),
        /** Zeros where records were. */
        ZEROS("zeros"),
        /** A beacon's checksum is wrong. */
        BEACON("beacon"),
        /** The file ends before what was made durable. */
        CUT("cut"),
        /** The file ends without an end record, nothing durable is missing, and no writer has it. */
        UNFINISHED("unfinished"),
        /** Bytes behind the end record. */
        GARBAGE("garbage"),
        /** A compressed block that cannot be unpacked. */
        BLOCK("compressed block"),
        /** The head or the table of a packed segment; its offset is in the file, not in the log. */
        PACKING("packing"),
        /** The whole does not match the digest in the end record. */
        DIGEST("digest"),
        /** The segment does not follow the one before it: one is missing, or another. */
        CHAIN("chain"),
        /** Messages whose stream cannot be told, as its record is lost. */
        NAME("stream's name");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Whether records may have stood there. */
        public boolean losesRecords() {
            return switch (this) {
                case CHECKSUM, ZEROS, CUT, CHAIN, BLOCK -> true;
                case HEADER, MARK, BEACON, UNFINISHED, GARBAGE, DIGEST, NAME, PACKING -> false;
            };
        }

        /** For people and for JSON. */
        public String words() {
            return words;
        }
    }

    /**
     * A range of messages that is lost.
     *
     * @param stream the stream
     * @param shard the shard
     * @param first the first sequence
     * @param last the last sequence
     */
    public record Lost(StreamKey stream, long shard, long first, long last) {
        /** As people write it: {@code stream/shard@first…last}. */
        @Override
        public String toString() {
            return stream + "/" + shard + "@" + first + (first == last ? "" : "…" + last);
        }
    }
}
