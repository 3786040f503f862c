package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import java.util.List;

/** The codecs by their formats' names. A format's library is loaded with its first codec. */
public final class Codecs {
    /** The names of the formats. */
    public static final List<String> FORMATS = List.of("json", "bson", "avro", "msgpack", "csv", "text", "bytes");

    private Codecs() {}

    /**
     * A codec.
     *
     * @param format one of {@link #FORMATS}
     * @throws EncodingException where there is no such format, or its options are wrong, in a sentence
     */
    public static Codec of(String format, CodecOptions options) throws EncodingException {
        return switch (format) {
            case "json" -> options.extended() ? new ExtendedJsonCodec(options.exactIntegers()) : new JsonTextCodec();
            case "bson" -> new BsonCodec(new BsonReading(options.exactIntegers()));
            case "avro" -> AvroCodec.of(options);
            case "msgpack" -> new MessagePackCodec();
            case "csv" -> CsvCodec.of(options);
            case "text" -> new TextCodec();
            case "bytes" -> new BytesCodec();
            default ->
                throw new EncodingException(
                        "there is no format \"" + format + "\"; there are: " + String.join(", ", FORMATS));
        };
    }
}
