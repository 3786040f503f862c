package io.tapedeck.connectors.mongodb;

import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/**
 * Reads the time in a token of a change: the first thing in its hexadecimal {@code _data}, behind the byte 82 that says so,
 * is the time in seconds and the number within the second, four bytes each.
 */
final class ResumeToken {
    private static final int TIME_BEGIN = 2;
    private static final int PART_LENGTH = 8;

    private ResumeToken() {}

    /** The deployment's time of the change. */
    static BsonTimestamp time(BsonDocument token) {
        String data = token.getString("_data").getValue();
        return new BsonTimestamp(part(data, 0), part(data, 1));
    }

    private static int part(String data, int index) {
        int begin = TIME_BEGIN + index * PART_LENGTH;
        return Integer.parseUnsignedInt(data.substring(begin, begin + PART_LENGTH), 16);
    }
}
