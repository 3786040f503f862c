package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other libraries wrote: {@code spec/encodings-vectors.json}. */
class EncodingVectorsTest {
    private static final Path FILE = Path.of("../../spec/encodings-vectors.json");

    /** One of them. */
    record Vector(MapValue members) {
        String format() {
            return members.get("format").asString();
        }

        Bytes bytes() {
            return Bytes.wrap(HexFormat.of().parseHex(members.get("bytes").asString()));
        }

        Value value() {
            return Fixtures.value(members.get("value"));
        }

        Value decoded() {
            return members.has("decoded") ? Fixtures.value(members.get("decoded")) : value();
        }

        Codec codec() throws EncodingException {
            CodecOptions options = CodecOptions.NONE;
            if (members.has("schema")) {
                options = options.withSchema(json(members.get("schema")));
            }
            if (members.has("writer_schema")) {
                options = options.withWriterSchema(json(members.get("writer_schema")));
            }
            if (members.has("columns")) {
                options = options.withColumns(members.get("columns").asList().stream()
                        .map(Value::asString)
                        .toList());
            }
            if (members.has("separator")) {
                options = options.withSeparator(
                        members.get("separator").asString().charAt(0));
            }
            if (members.has("quote")) {
                options = options.withQuote(members.get("quote").asString().charAt(0));
            }
            if (members.has("extended")) {
                options = options.withExtended();
            }
            if (members.has("exact_integers")) {
                options = options.withExactIntegers();
            }
            return Codecs.of(format(), options);
        }

        private static String json(Value value) throws EncodingException {
            return new JsonCodec().encode(value).toUtf8();
        }

        @Override
        public String toString() {
            return format() + " " + members.get("value");
        }
    }

    static List<Vector> vectors() throws IOException, EncodingException {
        return new JsonCodec()
                .decode(Bytes.wrap(Files.readAllBytes(FILE))).asList().stream()
                        .map(each -> new Vector(each.asMap()))
                        .toList();
    }

    static Stream<Vector> encoded() throws IOException, EncodingException {
        return vectors().stream().filter(vector -> !vector.members().has("only"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldReadWhatOthersWrote(Vector vector) throws EncodingException {
        assertSame(vector.decoded(), vector.codec().decode(vector.bytes()));
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void shouldWriteAsOthersDo(Vector vector) throws EncodingException {
        assertEquals(vector.bytes(), vector.codec().encode(vector.value()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldReadAgainWhatItMadeOfWhatItRead(Vector vector) throws EncodingException {
        Codec codec = vector.codec();
        if (!vector.members().has("writer_schema")) {
            assertSame(vector.decoded(), codec.decode(codec.encode(vector.decoded())));
        }
    }

    @Test
    void shouldHaveVectorsOfEachFormat() throws IOException, EncodingException {
        List<String> formats = vectors().stream().map(Vector::format).distinct().toList();
        assertTrue(formats.containsAll(Codecs.FORMATS), () -> "there are only: " + formats);
    }

    /** Scale and order count, which equality of decimals and maps may pass over. */
    private static void assertSame(Value expected, Value actual) {
        assertEquals(expected, actual);
        assertEquals(ValueEncoder.encode(expected), ValueEncoder.encode(actual));
    }
}
