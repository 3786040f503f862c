package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ranges that were fed since the last record of them: for who must prove what went in. */
final class FeedRanges {
    private final Map<Shard, Range> ranges = new LinkedHashMap<>();
    /** Inputs of one shard often come in a row. */
    private Shard latestShard = new Shard(new StreamKey("none"), -1);

    private Range latest = new Range(0, 0);

    private record Shard(StreamKey stream, long shard) {
        boolean isOf(FedInput input) {
            return shard == input.message().shard() && stream.equals(input.message().stream());
        }
    }

    /** What was fed of a shard. */
    private static final class Range {
        private final long first;
        private final long firstOrdinal;
        private long last;
        private long lastOrdinal;
        private long count;

        private Range(long first, long firstOrdinal) {
            this.first = first;
            this.firstOrdinal = firstOrdinal;
        }

        private void add(FedInput input) {
            last = input.message().sequence();
            lastOrdinal = input.ordinal();
            count++;
        }
    }

    void add(FedInput input) {
        if (ranges.isEmpty() || !latestShard.isOf(input)) {
            latestShard = new Shard(input.message().stream(), input.message().shard());
            latest = ranges.computeIfAbsent(
                    latestShard, shard -> new Range(input.message().sequence(), input.ordinal()));
        }
        latest.add(input);
    }

    /** There is a record of all so far. */
    void clear() {
        ranges.clear();
    }

    /** The record of what was fed, with what had been delivered by then; begins anew. */
    RunRecord toRecord(MapValue delivered) {
        List<MapValue> values = ranges.entrySet().stream()
                .map(entry -> toValue(entry.getKey(), entry.getValue()))
                .toList();
        clear();
        return new RunRecord(RunRecord.Kind.FEED, Value.map("ranges", Value.list(values), "delivered", delivered));
    }

    private static MapValue toValue(Shard shard, Range range) {
        return MapValue.builder()
                .put("stream", Value.of(shard.stream().name()))
                .put("shard", Value.of(shard.shard()))
                .put("first", Value.of(range.first))
                .put("last", Value.of(range.last))
                .put("count", Value.of(range.count))
                .put("first_ordinal", Value.of(range.firstOrdinal))
                .put("last_ordinal", Value.of(range.lastOrdinal))
                .build();
    }
}
