package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.log.Value;
import org.junit.jupiter.api.Test;

class SourcePositionTest {
    private static Value shards(Object... namesAndOffsets) {
        io.tapedeck.log.MapValue.Builder map = io.tapedeck.log.MapValue.builder();
        for (int i = 0; i < namesAndOffsets.length; i += 2) {
            map.put((String) namesAndOffsets[i], Value.of((int) namesAndOffsets[i + 1]));
        }
        return Value.map("cluster", Value.of("c"), SourcePosition.SHARDS, map.build());
    }

    @Test
    void aWholePositionReplacesTheOneBefore() {
        SourcePosition position = new SourcePosition(Value.NULL);
        position.advance(Value.map("offset", Value.of(1), "open", Value.of(true)));
        position.advance(Value.map("offset", Value.of(2)));
        assertEquals(Value.map("offset", Value.of(2)), position.toValue());
    }

    @Test
    void theShardOfAMessageMovesAndTheOthersStay() {
        SourcePosition position = new SourcePosition(shards("a/0", 7, "a/1", 3));
        position.advance(shards("a/1", 4));
        position.advance(shards("b/0", 1));
        assertEquals(shards("a/0", 7, "a/1", 4, "b/0", 1), position.toValue());
    }

    @Test
    void aShardWithoutAPositionIsForgotten() {
        SourcePosition position = new SourcePosition(shards("a/0", 7, "a/1", 3));
        position.advance(Value.map(
                "cluster", Value.of("c"), SourcePosition.SHARDS, Value.map("a/0", Value.NULL, "a/2", Value.of(1))));
        assertEquals(shards("a/1", 3, "a/2", 1), position.toValue());
    }

    @Test
    void nothingReadIsTheStart() {
        assertEquals(Value.NULL, new SourcePosition(Value.NULL).toValue());
    }
}
