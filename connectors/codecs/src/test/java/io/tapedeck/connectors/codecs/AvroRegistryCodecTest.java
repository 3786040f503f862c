package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Avro behind the ids of its schemas. */
class AvroRegistryCodecTest {
    private static final String V1 = """
            {"type": "record", "name": "Q", "fields": [{"name": "id", "type": "int"}]}""";
    private static final String V2 = """
            {"type": "record", "name": "Q", "fields": [
              {"name": "id", "type": "long"}, {"name": "unit", "type": "string", "default": "km"}]}""";
    private static final Map<Integer, String> SCHEMAS = Map.of(7, V1, 0x01020304, V2);

    private final List<Integer> asked = new ArrayList<>();

    private String schema(int id) throws EncodingException {
        asked.add(id);
        return Optional.ofNullable(SCHEMAS.get(id))
                .orElseThrow(() -> new EncodingException("there is no schema " + id));
    }

    private AvroRegistryCodec codec(OptionalInt id, Optional<String> schema) {
        return new AvroRegistryCodec(this::schema, id, schema);
    }

    @Test
    void shouldWriteTheIdBeforeTheDatum() throws EncodingException {
        AvroRegistryCodec codec = codec(OptionalInt.of(0x01020304), Optional.empty());
        Value value = Value.map("id", Value.of(5), "unit", Value.of("m"));
        Bytes bytes = codec.encode(value);
        assertEquals(hex("00" + "01020304" + "0a" + "026d"), bytes);
        assertEquals(bytes, codec.encode(value));
        assertEquals(value, codec.decode(bytes));
        assertEquals(0x01020304, AvroRegistryCodec.schemaId(bytes));
    }

    @Test
    void shouldAskForEachSchemaOnceForReading() throws EncodingException {
        AvroRegistryCodec codec = codec(OptionalInt.empty(), Optional.empty());
        for (int i = 0; i < 3; i++) {
            assertEquals(Value.map("id", Value.of(5)), codec.decode(hex("00" + "00000007" + "0a")));
            codec.decode(hex("00" + "01020304" + "0a" + "026d"));
        }
        assertEquals(List.of(7, 0x01020304), asked);
    }

    @Test
    void shouldReadEachWriterAsTheSchemaOfTheReader() throws EncodingException {
        AvroRegistryCodec codec = codec(OptionalInt.empty(), Optional.of(V2));
        assertEquals(Value.map("id", Value.of(5), "unit", Value.of("km")), codec.decode(hex("00" + "00000007" + "0a")));
        assertEquals(
                Value.map("id", Value.of(5), "unit", Value.of("m")),
                codec.decode(hex("00" + "01020304" + "0a" + "026d")));
    }

    @Test
    void shouldRefuseWhatIsOfNoRegistry() {
        assertUnread("not a registry's Avro: it has 0 bytes, where the id of a schema takes 5", "");
        assertUnread("not a registry's Avro: it has 4 bytes, where the id of a schema takes 5", "00000000");
        assertUnread("not a registry's Avro: it begins with the byte 0x7B, not with 0", "7b22612200");
        assertUnread("there is no schema 8", "00000000080a");
        assertUnread("not Avro of the schema: id: it ends early", "0000000007");
        assertUnread("not Avro of the schema: there is more behind the end", "00000000070a0a");
    }

    @Test
    void shouldRefuseToWriteWithoutAnId() {
        assertEquals(
                "no schema is named to write Avro with",
                assertThrows(
                                EncodingException.class,
                                () -> codec(OptionalInt.empty(), Optional.of(V1))
                                        .encode(Value.map("id", Value.of(1))))
                        .getMessage());
    }

    private void assertUnread(String sentence, String hex) {
        assertEquals(
                sentence,
                assertThrows(
                                EncodingException.class,
                                () -> codec(OptionalInt.empty(), Optional.empty())
                                        .decode(hex(hex)))
                        .getMessage());
    }

    private static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits));
    }
}
