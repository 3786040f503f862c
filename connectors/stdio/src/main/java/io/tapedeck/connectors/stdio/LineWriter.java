package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;

/** Makes lines, without their ends, of outputs. Not for several threads. */
final class LineWriter {
    private static final int SHARD = 0;

    private final LineFormat format;
    private final StreamKey stream;
    private final JsonCodec json = new JsonCodec();
    private long sequence;

    /**
     * A writer.
     *
     * @param stream what a head calls the stream of outputs; they are numbered from 1
     */
    LineWriter(LineFormat format, StreamKey stream) {
        this.format = format;
        this.stream = stream;
    }

    /**
     * The content of an output, as it stands in a line.
     *
     * @throws EncodingException where text or JSON cannot hold it, or it would be two lines
     */
    Bytes encode(Output output) throws EncodingException {
        Bytes content =
                format == LineFormat.NDJSON ? json.encode(output.value()) : PlainContent.orJson(output.value(), json);
        checkIsOneLine(content);
        return content;
    }

    private void checkIsOneLine(Bytes content) throws EncodingException {
        int length = content.length();
        for (int i = 0; i < length; i++) {
            if (content.get(i) == '\n') {
                throw new EncodingException("a content with a line break, which would make it two lines; "
                        + "as JSON (format = \"ndjson\") it is one");
            }
        }
        if (format == LineFormat.SEASTREAMER && length > 0 && content.get(length - 1) == '\r') {
            throw new EncodingException(
                    "a content that ends with a carriage return, which would be lost at a line's end");
        }
    }

    /** The line of an output. */
    Bytes line(Effect effect) {
        return format == LineFormat.SEASTREAMER
                ? HeadedLine.write(effect.timeNanos(), stream, ++sequence, SHARD, effect.encoded())
                : effect.encoded();
    }

    /** The line of a message on its way through. */
    Bytes line(Effect effect, EncodedMessage origin) {
        return format == LineFormat.SEASTREAMER
                ? HeadedLine.write(
                        effect.timeNanos(), origin.stream(), origin.sequence(), origin.shard(), effect.encoded())
                : effect.encoded();
    }
}
