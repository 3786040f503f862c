package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class BsonValuesTest {
    private static final BsonReading EXACT = new BsonReading(true);
    private static final BsonReading PLAIN = new BsonReading(false);

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyDocumentIsTheSameAgain(@ForAll("documents") BsonDocument document) throws EncodingException {
        assertEquals(document, BsonWriting.document(EXACT.read(document)));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aDocumentThatIsStillBytesIsReadAsOneThatWasTakenApart(@ForAll("documents") BsonDocument document) {
        RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
        assertEquals(EXACT.read(document), EXACT.read(raw));
        assertEquals(PLAIN.read(document), PLAIN.read(raw));
    }

    @Test
    void aDocumentIsReadWithoutAField() {
        BsonDocument document = BsonDocument.parse("{_id: 1, inner: {_id: 2}, last: 3}");
        Value expected = Value.map("inner", Value.map("_id", Value.of(2)), "last", Value.of(3));
        assertEquals(expected, PLAIN.readWithout("_id", document));
        assertEquals(expected, PLAIN.readWithout("_id", new RawBsonDocument(document, new BsonDocumentCodec())));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyDocumentComesThroughExtendedJson(@ForAll("documents") BsonDocument document) throws EncodingException {
        Codec json = Codecs.of("json", CodecOptions.NONE.withExtended().withExactIntegers());
        Value value = EXACT.read(document);
        try {
            assertEquals(value, json.decode(json.encode(value)));
        } catch (EncodingException e) {
            assertTrue(e.getMessage().startsWith("extended JSON cannot hold a map of $document alone"), e.getMessage());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aDocumentReadPlainlyIsAsGoodAgain(@ForAll("documents") BsonDocument document) throws EncodingException {
        Value value = PLAIN.read(document);
        assertEquals(value, PLAIN.read(BsonWriting.document(value)));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aDocumentMadeOfAnyValueIsReadAsIt(@ForAll("values") Value value) throws EncodingException {
        assertEquals(value, PLAIN.read(BsonWriting.write(value)));
    }

    @Provide
    Arbitrary<BsonDocument> documents() {
        return document(bson(2));
    }

    private static Arbitrary<BsonValue> bson(int depth) {
        Arbitrary<BsonValue> scalar = scalars();
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<BsonValue> inner = bson(depth - 1);
        return Arbitraries.oneOf(
                scalar,
                document(inner).map(document -> document),
                inner.list().ofMaxSize(4).map(BsonArray::new),
                Combinators.combine(texts(), document(inner)).as(BsonJavaScriptWithScope::new));
    }

    private static Arbitrary<BsonDocument> document(Arbitrary<BsonValue> content) {
        return Combinators.combine(names(), content)
                .as(BsonDocument::new)
                .list()
                .ofMaxSize(4)
                .map(BsonValuesTest::together);
    }

    private static BsonDocument together(List<BsonDocument> fields) {
        BsonDocument document = new BsonDocument();
        fields.forEach(document::putAll);
        return document;
    }

    /** Those of extended JSON among them, so that documents come that look like it. */
    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                texts(),
                Arbitraries.of(
                        "$oid",
                        "$binary",
                        "base64",
                        "subType",
                        "$timestamp",
                        "t",
                        "i",
                        "$code",
                        "$scope",
                        "$document",
                        "$numberLong",
                        "$numberInt",
                        "$numberDecimal",
                        "$minKey",
                        "$date",
                        "$numberDouble",
                        "$undefined",
                        "$symbol"));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abc01$.é世")
                .ofMaxLength(5)
                .map(text -> text + (text.length() == 5 ? "\uD83D\uDE00" : ""));
    }

    private static Arbitrary<BsonValue> scalars() {
        Arbitrary<BsonValue> numbers = Arbitraries.oneOf(
                Arbitraries.integers().map(BsonInt32::new),
                Arbitraries.longs().map(BsonInt64::new),
                Arbitraries.integers().between(-2, 2).map(BsonInt64::new),
                Arbitraries.doubles().map(BsonDouble::new),
                Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0).map(BsonDouble::new),
                decimals().map(BsonDecimal128::new),
                Arbitraries.longs().map(BsonDateTime::new),
                Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                        .as(BsonTimestamp::new));
        Arbitrary<BsonValue> strings = Arbitraries.oneOf(
                texts().map(BsonString::new),
                texts().map(BsonSymbol::new),
                texts().map(BsonJavaScript::new),
                Arbitraries.of("5", "1.50", "01", "2026-11-29T00:00:00Z", "NaN", "00112233445566778899aabb")
                        .map(BsonString::new),
                Combinators.combine(texts(), Arbitraries.of("", "i", "mx")).as(BsonRegularExpression::new),
                Combinators.combine(
                                Arbitraries.bytes(),
                                Arbitraries.bytes().array(byte[].class).ofMaxSize(20))
                        .as(BsonBinary::new),
                ids().map(BsonObjectId::new),
                Combinators.combine(texts(), ids()).as(BsonDbPointer::new));
        Arbitrary<BsonValue> constants = Arbitraries.of(
                BsonNull.VALUE,
                BsonBoolean.TRUE,
                BsonBoolean.FALSE,
                new BsonUndefined(),
                new BsonMinKey(),
                new BsonMaxKey(),
                new BsonInt32(1));
        return Arbitraries.oneOf(numbers, strings, constants);
    }

    private static Arbitrary<ObjectId> ids() {
        return Arbitraries.bytes().array(byte[].class).ofSize(12).map(ObjectId::new);
    }

    private static Arbitrary<Decimal128> decimals() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.bigIntegers()
                                        .between(
                                                BigInteger.TEN.pow(34).negate().add(BigInteger.ONE),
                                                BigInteger.TEN.pow(34).subtract(BigInteger.ONE)),
                                Arbitraries.integers().between(-6111, 6176))
                        .as((digits, scale) -> new Decimal128(new BigDecimal(digits, scale))),
                Arbitraries.of("NaN", "Infinity", "-Infinity", "-0", "-0E+3", "0.00")
                        .map(Decimal128::parse));
    }

    @Provide
    Arbitrary<Value> values() {
        return value(2);
    }

    private static Arbitrary<Value> value(int depth) {
        Arbitrary<Value> scalar = Arbitraries.oneOf(
                Arbitraries.longs().map(Value::of),
                Arbitraries.doubles().map(Value::of),
                texts().map(Value::of),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(bytes -> Value.of(Bytes.wrap(bytes))),
                Arbitraries.integers().map(ms -> Value.of(Instant.ofEpochMilli(ms))),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-9), BigDecimal.TEN)
                        .map(Value::of),
                Arbitraries.of(Value.NULL, Value.of(true), Value.of(false)));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<Value> inner = value(depth - 1);
        return Arbitraries.oneOf(
                scalar,
                inner.list().ofMaxSize(4).map(Value::list),
                Arbitraries.maps(texts(), inner).ofMaxSize(4).map(Value::map));
    }

    @Test
    void shouldHoldWhatHasNoKindInExtendedJson() {
        BsonDocument document = BsonDocument.parse("""
                {"_id": {"$oid": "507f1f77bcf86cd799439011"}, "price": {"$numberDecimal": "1.50"},
                 "at": {"$date": "2026-11-28T10:00:00.123Z"}, "n": {"$numberLong": "9007199254740993"},
                 "small": {"$numberLong": "5"}, "data": {"$binary": {"base64": "AQI=", "subType": "00"}},
                 "uuid": {"$binary": {"base64": "AQI=", "subType": "80"}}}""");
        MapValue value = PLAIN.read(document);
        assertEquals(Value.map("$oid", Value.of("507f1f77bcf86cd799439011")), value.get("_id"));
        assertEquals(Value.of(new BigDecimal("1.50")), value.get("price"));
        assertEquals(Value.of(Instant.parse("2026-11-28T10:00:00.123Z")), value.get("at"));
        assertEquals(Value.of(9007199254740993L), value.get("n"));
        assertEquals(Value.of(5), value.get("small"));
        assertEquals(
                Value.map("$numberLong", Value.of("5")), EXACT.read(document).get("small"));
        assertEquals(Value.of(Bytes.wrap(new byte[] {1, 2})), value.get("data"));
        assertEquals(
                Value.map("$binary", Value.map("base64", Value.of("AQI="), "subType", Value.of("80"))),
                value.get("uuid"));
    }

    @Test
    void shouldTellADocumentThatLooksLikeExtendedJsonFromIt() throws EncodingException {
        BsonDocument inner = new BsonDocument("$oid", new BsonString("507f1f77bcf86cd799439011"));
        Value value = PLAIN.read(new BsonDocument("a", inner)).get("a");
        assertEquals(Value.map("$document", Value.map("$oid", Value.of("507f1f77bcf86cd799439011"))), value);
        assertEquals(inner, BsonWriting.write(value));
    }

    @Test
    void shouldWriteWhatOthersSayInExtendedJson() throws EncodingException {
        String date = "2026-11-28T10:00:00.123Z";
        long millis = Instant.parse(date).toEpochMilli();
        assertEquals(new BsonDateTime(millis), BsonWriting.write(Value.map("$date", Value.of(date))));
        assertEquals(
                new BsonDateTime(millis),
                BsonWriting.write(Value.map("$date", Value.map("$numberLong", Value.of(Long.toString(millis))))));
        assertEquals(
                new BsonDouble(Double.NEGATIVE_INFINITY),
                BsonWriting.write(Value.map("$numberDouble", Value.of("-Infinity"))));
        assertEquals(
                new BsonDocument("$date", new BsonString("soon")),
                BsonWriting.write(Value.map("$date", Value.of("soon"))));
    }

    @Test
    void shouldCutTimesToMilliseconds() throws EncodingException {
        assertEquals(new BsonDateTime(1), BsonWriting.write(Value.of(Instant.ofEpochSecond(0, 1_999_999))));
    }

    @Test
    void shouldRefuseWhatBsonCannotHold() {
        assertRefused("a document is a map; found: string", Value.of("x"));
        assertRefused(
                "the names of a document's fields are strings; found: integer",
                MapValue.builder().put(Value.of(1), Value.NULL).build());
        assertRefused("the name of a document's field cannot hold a null character", Value.map("a\0", Value.NULL));
        assertRefused(
                "BSON's decimals have 34 digits at most, and exponents from -6176 to 6111; this number does not fit:"
                        + " a decimal of 41 digits and the scale 0",
                Value.map("n", Value.of(BigInteger.TEN.pow(40).add(BigInteger.ONE))));
    }

    private static void assertRefused(String sentence, Value value) {
        assertEquals(
                sentence,
                assertThrows(EncodingException.class, () -> BsonWriting.document(value))
                        .getMessage());
    }
}
