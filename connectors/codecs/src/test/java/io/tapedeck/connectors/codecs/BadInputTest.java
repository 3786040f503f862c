package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are not of a format are refused with a sentence, whatever they are, and cost no memory. */
class BadInputTest {
    /** Formats whose bytes say where they end. */
    private static final Set<String> DELIMITED = Set.of("bson", "avro", "msgpack");

    private static final String SCHEMA = """
            {"type": "record", "name": "R", "fields": [
              {"name": "text", "type": "string"},
              {"name": "list", "type": {"type": "array", "items": ["null", "R", "long"]}},
              {"name": "map", "type": {"type": "map", "values": "bytes"}},
              {"name": "time", "type": {"type": "int", "logicalType": "time-millis"}},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "big-decimal"}},
              {"name": "color", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}}]}""";
    private static final String OTHER_SCHEMA = """
            {"type": "record", "name": "R", "fields": [
              {"name": "list", "type": {"type": "array", "items": ["long", "null", "R"]}},
              {"name": "color", "type": {"type": "enum", "name": "E", "symbols": ["B"], "default": "B"}}]}""";

    static Stream<EncodingVectorsTest.Vector> delimited() throws IOException, EncodingException {
        return EncodingVectorsTest.vectors().stream().filter(vector -> DELIMITED.contains(vector.format()));
    }

    static List<EncodingVectorsTest.Vector> vectors() throws IOException, EncodingException {
        return EncodingVectorsTest.vectors();
    }

    @ParameterizedTest
    @MethodSource("delimited")
    void shouldRefuseWhatIsCutAnywhere(EncodingVectorsTest.Vector vector) throws EncodingException {
        Codec codec = vector.codec();
        for (int length = 0; length < vector.bytes().length(); length++) {
            Bytes cut = vector.bytes().slice(0, length);
            assertThrows(EncodingException.class, () -> codec.decode(cut), () -> "cut to " + cut);
        }
        assertEquals(vector.decoded(), codec.decode(vector.bytes()));
    }

    @ParameterizedTest
    @MethodSource("delimited")
    void shouldRefuseWhatGoesOn(EncodingVectorsTest.Vector vector) throws EncodingException {
        byte[] longer =
                Arrays.copyOf(vector.bytes().toByteArray(), vector.bytes().length() + 1);
        Codec codec = vector.codec();
        assertThrows(EncodingException.class, () -> codec.decode(Bytes.wrap(longer)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldThrowNothingElseForWhatIsChanged(EncodingVectorsTest.Vector vector) throws EncodingException {
        Codec codec = vector.codec();
        byte[] bytes = vector.bytes().toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            for (int change : new int[] {1, 0x80, 0xFF, 0x55}) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) change;
                decodeOrRefuse(codec, changed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "bson", "avro", "msgpack"})
    void shouldRefuseNothingAtAll(String format) {
        assertThrows(EncodingException.class, () -> codec(format).decode(Bytes.EMPTY));
    }

    @Property(tries = 500)
    void shouldThrowNothingElseForAnyBytes(@ForAll("formats") String format, @ForAll byte[] bytes)
            throws EncodingException {
        decodeOrRefuse(codec(format), bytes);
    }

    @Property(tries = 500)
    void shouldThrowNothingElseForAnyBytesOfAnotherSchema(@ForAll byte[] bytes) throws EncodingException {
        CodecOptions options = CodecOptions.NONE.withSchema(OTHER_SCHEMA).withWriterSchema(SCHEMA);
        decodeOrRefuse(Codecs.of("avro", options), bytes);
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of(Codecs.FORMATS);
    }

    private static Codec codec(String format) throws EncodingException {
        return Codecs.of(format, CodecOptions.NONE.withSchema(SCHEMA));
    }

    private static void decodeOrRefuse(Codec codec, byte[] bytes) {
        try {
            codec.decode(Bytes.wrap(bytes));
        } catch (EncodingException e) {
            assertTrue(e.getMessage().length() > 10, e.getMessage());
        }
    }

    /** Each says that much more follows than does. */
    @ParameterizedTest
    @CsvSource({
        "bson, ffffff7f0261000500000061000000",
        "bson, 10000000026100ffffff7f6100000000",
        "bson, 10000000056100ffffff7f0000000000",
        "bson, 10000000056100ffffff7f0261000000",
        "bson, 100000000f6100ffffff7fffffff7f00",
        "msgpack, dbffffffff61",
        "msgpack, db7fffffff61",
        "msgpack, c6ffffffff61",
        "msgpack, c67fffffff61",
        "msgpack, ddffffffff61",
        "msgpack, dd7fffffff61",
        "msgpack, df7fffffff6161",
        "msgpack, c97fffffff0561",
        "msgpack, c97fffffffff61",
        "avro, feffffff0f61",
        "avro, feffffffffffffffff0161",
        "avro, 00feffffffffffffffff0161",
        "avro, 00ffffffffffffffffff010061",
        "avro, 0000feffffff0f61",
    })
    void shouldTakeNoMemoryForWhatIsOnlySaid(String format, String hex) throws EncodingException {
        Codec codec = codec(format);
        Bytes bytes = Bytes.wrap(HexFormat.of().parseHex(hex));
        assertThrows(EncodingException.class, () -> codec.decode(bytes)); // classes are loaded
        assertRefusedWithin(1 << 18, codec, bytes);
    }

    @Test
    void shouldTakeNoMemoryForListsThatAreSaidToBeLongOneInAnother() throws EncodingException {
        byte[] nested = new byte[400 * 5 + 1_000_000];
        for (int i = 0; i < 400; i++) {
            System.arraycopy(HexFormat.of().parseHex("dd000f0000"), 0, nested, i * 5, 5);
        }
        nested[400 * 5] = (byte) 0xC1;
        assertRefusedWithin(1 << 22, codec("msgpack"), Bytes.wrap(nested));
    }

    @Test
    void shouldTakeNoMemoryForAFixedThatIsNotThere() throws EncodingException {
        Codec codec = Codecs.of(
                "avro", CodecOptions.NONE.withSchema("{\"type\": \"fixed\", \"name\": \"F\", \"size\": 2000000000}"));
        assertRefusedWithin(1 << 18, codec, Bytes.utf8("x"));
    }

    @Test
    void shouldRefuseManyItemsThatTakeNoBytes() throws EncodingException {
        Codec codec = Codecs.of("avro", CodecOptions.NONE.withSchema("{\"type\": \"array\", \"items\": \"null\"}"));
        assertEquals(4000, codec.decode(hex("c03e00")).asList().size());
        assertRefusedWithin(1 << 20, codec, hex("80897a00"));
        assertRefusedWithin(1 << 20, codec, hex("c03ec03ec03e00"));
    }

    @Test
    void shouldSkipNoMoreThanThereIs() throws EncodingException {
        String written = """
                {"type": "record", "name": "R", "fields": [
                  {"name": "nulls", "type": {"type": "array", "items": "null"}}, {"name": "a", "type": "int"}]}""";
        String read = """
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}""";
        Codec codec = Codecs.of("avro", CodecOptions.NONE.withSchema(read).withWriterSchema(written));
        assertEquals(1, codec.decode(hex("c03e0002")).get("a").asLong());
        assertThrows(EncodingException.class, () -> codec.decode(hex("feffffffffffffffff010002")));
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() throws EncodingException {
        String node = """
                {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}""";
        Codec avro = Codecs.of("avro", CodecOptions.NONE.withSchema(node));
        assertDeepest(avro, "02", 499, "00");
        assertDeepest(codec("msgpack"), "91", 499, "90");
        assertDeepest(codec("json"), "5b", 499, "5b5d" + "5d".repeat(499));
        assertThrows(EncodingException.class, () -> codec("msgpack").decode(hex("91".repeat(100_000))));
        assertThrows(EncodingException.class, () -> avro.decode(hex("02".repeat(100_000))));
    }

    private static void assertDeepest(Codec codec, String opening, int times, String innermost)
            throws EncodingException {
        var value = codec.decode(hex(opening.repeat(times) + innermost));
        assertEquals(value, codec.decode(codec.encode(value)));
        Bytes deeper = hex(opening.repeat(times + 1) + innermost + (opening.equals("5b") ? "5d" : ""));
        String sentence = assertThrows(EncodingException.class, () -> codec.decode(deeper))
                .getMessage();
        assertTrue(sentence.contains("nested deeper than 500"), sentence);
    }

    private static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits));
    }

    private static void assertRefusedWithin(long bytesMax, Codec codec, Bytes bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(EncodingException.class, () -> codec.decode(bytes));
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken - bytes.length() < bytesMax, () -> taken + " bytes");
    }
}
