package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** A type of a schema: between its bytes and values ({@code spec/encodings.md}). */
interface AvroType {
    /**
     * Writes a value.
     *
     * @throws AvroOffence where the type does not hold it
     */
    void write(Value value, Encoder out, int depth) throws IOException;

    /**
     * Reads a value.
     *
     * @throws AvroOffence where the bytes are none of the type
     */
    Value read(Decoder in, int depth) throws IOException;

    /** How well it holds a value. */
    AvroFit fit(Value value);

    /** What it is, in sentences. */
    String typeName();

    /** That a value of this kind does not belong here. */
    default AvroOffence refused(Value value) {
        String belongs = typeName().equals("bytes") ? " belong" : " belongs";
        return new AvroOffence(article(value.kind()) + " where " + article(typeName()) + belongs);
    }

    /** A kind or a type with its article. */
    static String article(String word) {
        if (word.equals("null") || word.equals("bytes")) {
            return word;
        }
        return ("aeiouAEIOU".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }

    /** Looks whether lists and maps nest too deep. */
    static void checkDepth(int depth) throws AvroOffence {
        if (depth >= ValueEncoder.DEPTH_MAX) {
            throw new AvroOffence("it is nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
    }
}
