package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.BsonReading;
import io.tapedeck.connectors.codecs.BsonWriting;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/**
 * Tokens of changes as values, and the time in one: the first thing in its hexadecimal {@code _data}, behind the byte 82 that says so,
 * is the time in seconds and the number within the second, four bytes each.
 */
final class ResumeToken {
    private static final int TIME_BEGIN = 2;
    private static final int PART_LENGTH = 8;
    private static final Value DATA = Value.of("_data");
    private static final BsonReading EXACT = new BsonReading(true);

    private ResumeToken() {}

    /** The value of a token. */
    static MapValue read(BsonDocument token) {
        return EXACT.read(token);
    }

    /** The token of a value that {@link #read} made. */
    static BsonDocument write(MapValue token) {
        try {
            return BsonWriting.document(token);
        } catch (EncodingException e) {
            throw new IllegalStateException("it was BSON before", e);
        }
    }

    /** The deployment's time of the change. */
    static BsonTimestamp time(MapValue token) {
        String data = token.get(DATA).asString();
        return new BsonTimestamp(part(data, 0), part(data, 1));
    }

    private static int part(String data, int index) {
        int begin = TIME_BEGIN + index * PART_LENGTH;
        return Integer.parseUnsignedInt(data, begin, begin + PART_LENGTH, 16);
    }
}
