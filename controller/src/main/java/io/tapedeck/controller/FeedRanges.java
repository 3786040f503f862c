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

    private record Shard(StreamKey stream, long shard) {}

    private record Range(long first, long last, long count, long firstOrdinal, long lastOrdinal) {
        Range and(Range next) {
            return new Range(first, next.last, count + next.count, firstOrdinal, next.lastOrdinal);
        }
    }

    void add(FedInput input) {
        long sequence = input.message().sequence();
        ranges.merge(
                new Shard(input.message().stream(), input.message().shard()),
                new Range(sequence, sequence, 1, input.ordinal(), input.ordinal()),
                Range::and);
    }

    /** The record of what was fed, with what had been delivered by then; begins anew. */
    RunRecord toRecord(MapValue delivered) {
        List<MapValue> values = ranges.entrySet().stream()
                .map(entry -> toValue(entry.getKey(), entry.getValue()))
                .toList();
        ranges.clear();
        return new RunRecord(RunRecord.Kind.FEED, Value.map("ranges", Value.list(values), "delivered", delivered));
    }

    private static MapValue toValue(Shard shard, Range range) {
        return MapValue.builder()
                .put("stream", Value.of(shard.stream().name()))
                .put("shard", Value.of(shard.shard()))
                .put("first", Value.of(range.first()))
                .put("last", Value.of(range.last()))
                .put("count", Value.of(range.count()))
                .put("first_ordinal", Value.of(range.firstOrdinal()))
                .put("last_ordinal", Value.of(range.lastOrdinal()))
                .build();
    }
}
