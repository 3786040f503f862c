package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;

/**
 * The payload of an output in a stream file: its value in the canonical encoding. Key and headers stand beside
 * it; that they can be written is found out here, as a step must fail before it is recorded.
 */
final class TapeEncoder {
    /** A record has at most 2^30 bytes; what stands in it besides the output is less than this. */
    private static final long OUTPUT_BYTES_MAX = (1L << 30) - 4096;

    private final ValueEncoder encoder = new ValueEncoder();

    /** The payload of an output. */
    Bytes encode(Output output) throws EncodingException {
        try {
            encoder.clear();
            encoder.write(output.value());
            Bytes payload = encoder.toBytes();
            checkLength((long) payload.length() + partsLength(output));
            return payload;
        } catch (IllegalArgumentException e) {
            throw new EncodingException(String.valueOf(e.getMessage()));
        }
    }

    private int partsLength(Output output) {
        if (output.key().isNull() && output.headers().isEmpty()) {
            return 0;
        }
        encoder.clear();
        encoder.write(output.key());
        encoder.write(Value.list(output.headers().stream()
                .map(header -> Value.list(Value.of(header.name()), header.value()))
                .toList()));
        return encoder.length();
    }

    private static void checkLength(long bytes) throws EncodingException {
        if (bytes > OUTPUT_BYTES_MAX) {
            throw new EncodingException(
                    "an output of " + bytes + " bytes; a stream file takes at most " + OUTPUT_BYTES_MAX);
        }
    }
}
