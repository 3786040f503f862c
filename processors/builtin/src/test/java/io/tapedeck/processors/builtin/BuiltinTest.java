package io.tapedeck.processors.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinTest {
    private static final String KEY = "\"key\": \"BUILTIN_TEST_KEY\"";

    /** Kind, definition, message, what becomes of it; {@code |} between them. */
    private static final String TABLE = """
            filter   | "input.value.a > 1"                     | {"a":2}                        | {"a":2}
            filter   | "input.value.a > 1"                     | {"a":1}                        |
            filter   | "input.value.a > 1"                     | {"b":1}                        |
            filter   | {"when": "input.value == 'x'"}          | "x"                            | "x"
            map      | "input.value.a"                         | {"a":[1,{"b":2}]}              | [1,{"b":2}]
            map      | "input.value.a"                         | {}                             | null
            map      | {"x": "input.value.a", "y.z": "1 + 1"}  | {"a":5,"b":6}                  | {"x":5,"y":{"z":2}}
            map      | {"value": "input.value.a"}              | {"a":5}                        | {"value":5}
            set      | {"n": "input.value.n + 1"}              | {"n":1,"m":2}                  | {"n":2,"m":2}
            set      | {"a.b": "input.sequence"}               | {"a":1}                        | {"a":{"b":1}}
            set      | {"a": {"b": "input.stream"}}            | {"a":{"c":1}}                  | {"a":{"c":1,"b":"in"}}
            set      | {"n": "input.value.none"}               | {"m":2}                        | {"m":2}
            select   | ["c", "a.x"]                            | {"a":{"x":1,"y":2},"b":3,"c":4} | {"a":{"x":1},"c":4}
            select   | ["l.x"]                                 | {"l":[{"x":1,"y":2},{"y":3}]}  | {"l":[{"x":1},{}]}
            select   | ["a", "a.x"]                            | {"a":{"x":1,"y":2}}            | {"a":{"x":1,"y":2}}
            select   | ["a.x"]                                 | {"a":"secret"}                 | {}
            remove   | ["a.x", "none"]                         | {"a":{"x":1,"y":2}}            | {"a":{"y":2}}
            remove   | ["l.x"]                                 | {"l":[{"x":1,"y":2},7]}        | {"l":[{"y":2},7]}
            remove   | ["\\"a.b\\""]                           | {"a.b":1,"a":{"b":2}}          | {"a":{"b":2}}
            rename   | {"a": "z"}                              | {"a":1,"b":2}                  | {"z":1,"b":2}
            rename   | {"a.x": "a.z"}                          | {"a":{"x":1,"y":2}}            | {"a":{"z":1,"y":2}}
            rename   | {"a.x": "x"}                            | {"a":{"x":1},"b":2}            | {"a":{},"b":2,"x":1}
            rename   | {"none": "x"}                           | {"a":1}                        | {"a":1}
            mask     | ["a"]                                   | {"a":"secret","b":"open"}      | {"a":"******","b":"open"}
            mask     | ["a"]                                   | {"a":{"x":["ab",12,null]}}     | {"a":{"x":["**","**",null]}}
            mask     | {"fields":["a"],"keep_last":4}          | {"a":"4111 1111"}              | {"a":"*****1111"}
            mask     | {"fields":["a"],"keep_last":4}          | {"a":"111"}                    | {"a":"***"}
            mask     | {"fields":["a"],"keep_first":1,"with":"#"} | {"a":"𝄞bc"}                 | {"a":"𝄞##"}
            mask     | {"fields":["a"],"as":"email"}           | {"a":"ada@example.com"}        | {"a":"a**@example.com"}
            mask     | {"fields":["a"],"as":"email"}           | {"a":"no address"}             | {"a":"**********"}
            mask     | {"fields":["a"],"as":"phone"}           | {"a":"+49 (30) 1234-567"}      | {"a":"+** (**) ***4-567"}
            mask     | {"fields":["a"],"as":"phone"}           | {"a":"911"}                    | {"a":"***"}
            mask     | {"fields":["a"],"as":"year"}            | {"a":"1990-05-17"}             | {"a":"1990"}
            mask     | {"fields":["a"],"as":"year"}            | {"a":"17.5.1990"}              | {"a":"*********"}
            hash     | ["a"]                                   | {"a":"abc"}                    | {"a":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
            hash     | ["a"]                                   | {"a":null}                     | {"a":null}
            truncate | {"fields":["a"],"length":3}             | {"a":"a𝄞bc"}                   | {"a":"a𝄞b"}
            truncate | {"fields":["a"],"length":3}             | {"a":"ab"}                     | {"a":"ab"}
            round    | {"fields":["a","b"],"to":10}            | {"a":47,"b":-1.5}              | {"a":40,"b":-10.0}
            decode   | "json"                                  | "{\\"a\\":[1]}"                 | {"a":[1]}
            decode   | {"format":"csv","columns":["a","b"],"separator":";"} | "1;\\"x;y\\""    | {"a":"1","b":"x;y"}
            encode   | {"format":"csv","columns":["a","b"]}    | {"a":1,"b":"x,y"}              | "MSwieCx5Ig=="
            encode   | "msgpack"                               | {"a":1}                        | "gaFhAQ=="
            encode   | {"format":"json","framed":true}         | [1,"a"]                        | "AgAAAAEBAAAAMQMAAAAiYSI="
            decode   | {"format":"json","extended":true}       | "{\\"a\\":{\\"$numberDecimal\\":\\"1.50\\"}}" | {"a":1.50}
            split    | {}                                      | [1,2]                          | 1 and 2
            split    | "a.b"                                   | {"a":{"b":[{"c":1}]}}          | {"c":1}
            round    | {"fields":["a"],"to":0.5}               | {"a":1.74}                     | {"a":1.5}
            """;

    @TempDir
    private Path folder;

    private static List<String> rows() {
        return TABLE.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void makesOfAMessageWhatItsDefinitionSays(String row) throws Exception {
        String[] cells = row.split("\\s+\\|\\s?", -1);
        try (Steps steps = Steps.of(cells[0].strip(), cells[1].strip())) {
            List<String> expected =
                    cells[3].isBlank() ? List.of() : List.of(cells[3].strip().split(" and "));
            assertEquals(expected, steps.feed(cells[2].strip()));
        }
    }

    private static final String MISTAKES = """
            filter     | "input.value.a >"              | input.value.a >: mismatched input
            filter     | {}                             | "when" is missing, such as when = "input.value.amount > 100"
            filter     | {"when": "true", "whn": 1}     | unknown key "whn"; known here: when
            map        | {"a": 5}                       | "a" is a string, not 5
            map        | {}                             | it names no field
            set        | {"a..b": "1"}                  | "a..b" names no field
            set        | {"a": "inptu.value"}           | inptu.value: undeclared reference to 'inptu'; there are input and clock, at column 1
            select     | []                             | "fields" is missing, such as fields = ["customer.email"]
            select     | [1]                            | "fields" is a list of strings, not 1
            mask       | {"fields": ["a"], "as": "x"}   | "as" is "email", "phone" or "year", not "x"
            mask       | {"fields": ["a"], "with": ""}  | "with" is one character
            mask       | {"fields": ["a"], "keep_last": -1} | "keep_last" is an integer from 0 to 2147483647, not -1
            mask       | {"fields": ["a"], "as": "year", "keep_last": 1} | "as" says what is kept
            truncate   | ["a"]                          | "length" is missing, such as length = 20
            round      | {"fields": ["a"], "to": 0}     | "to" is a number above 0, not 0
            encrypt    | ["a"]                          | "key" is missing, such as key = "PII_KEY"
            encrypt    | {"fields": ["a"], "key": "BUILTIN_NO_KEY"} | BUILTIN_NO_KEY, which is not set
            tokenize   | {"fields": ["a"], "key": "BUILTIN_SHORT_KEY"} | has 5 characters, so it could be guessed
            validate   | {}                             | "schema" is missing
            migrate    | {}                             | "schema" is missing
            dedupe     | {"window": "1 h"}              | "window" is a span such as "500ms", "10m" or "1d", not "1 h"
            rate_limit | "100"                          | "rate" is a rate such as "100/s", "30/m" or "5/h", not "100"
            rate_limit | "1/h"                          | a message would wait for 3600 seconds, and all behind it
            rate_limit | {"rate": "1/s", "over": "x"}   | "over" is "wait" or "drop", not "x"
            decode     | "avro"                         | schema
            decode     | "xml"                          | there is no format "xml"; there are: json, bson, avro, msgpack
            decode     | {"format": "csv", "separator": "ab"} | "separator" is one character, not "ab"
            batch      | {"bytes": "1 MB"}              | "bytes" is a size such as "500B", "64KiB" or "1MiB", not "1 MB"
            sample     | 1.5                            | "rate" is a number from 0 to 1, not 1.5
            sample     | {}                             | "rate" is missing, such as rate = 0.1
            sample     | {"every": 2, "rate": 0.5}      | "every" counts
            """;

    private static List<String> mistakes() {
        return MISTAKES.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aDefinitionThatCannotBeIsAMistakeWithASentence(String row) {
        String[] cells = row.split("\\s+\\|\\s?", -1);
        ProcessorException mistake =
                assertThrows(ProcessorException.class, () -> Steps.of(cells[0].strip(), cells[1].strip()));
        assertEquals(FailureKind.LOAD, mistake.kind());
        assertTrue(mistake.error().contains(cells[2].strip()), mistake.error());
    }

    private static final String FAILURES = """
            set        | {"n": "input.value.a + 1"}           | {"b":1}   | input.value.a + 1: key 'a' is not present in map.
            select     | ["a"]                                | "text"    | the message is a string, so it has no fields
            remove     | ["a"]                                | [1]       | the message is a list, so it has no fields
            rename     | {"a": "b"}                           | {"a":1,"b":2} | a cannot be renamed: there is a b already
            truncate   | {"fields": ["a"], "length": 3}       | {"a":1}   | a: it is a integer
            round      | {"fields": ["a"], "to": 3}           | {"a":"x"} | a: it is a string, and only a number can be rounded
            decode     | "json"                               | {"a":1}   | the message is a map, and only bytes or a string can be decoded
            decode     | "json"                               | "{"       | not JSON
            encode     | "bson"                               | [1]       | a document is a map; found: list
            split      | {}                                   | {"a":1}   | the message is a map and no list
            split      | "a"                                  | {"a":1}   | a is a integer and no list
            decrypt    | {"fields": ["a"], "key": "BUILTIN_TEST_KEY"} | {"a":"x"} | a: it is not what encrypt makes
            key        | "input.value.a"                      | {"a":[1]} | input.value.a: it is a list, which cannot be a key
            """;

    private static List<String> failures() {
        return FAILURES.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMessageThatCannotBeTakenFailsWithASentence(String row) throws Exception {
        String[] cells = row.split("\\s+\\|\\s?", -1);
        try (Steps steps = Steps.of(cells[0].strip(), cells[1].strip())) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> steps.feed(cells[2].strip()));
            assertEquals(FailureKind.ERROR, failure.kind());
            assertTrue(failure.error().contains(cells[3].strip()), failure.error());
        }
    }

    @Test
    void keyAndHeadersArePassedOnAndCanBeSet() throws Exception {
        Header trace = new Header("trace", Value.of("t"));
        Header secret = new Header("authorization", Value.of("Bearer x"));
        try (Steps removed = Steps.of("remove", "[\"a\"]")) {
            Output output = removed.feed(Steps.json("{\"a\":1}"), trace, secret).getFirst();
            assertEquals(new Output(Steps.json("{}"), Value.of("key"), List.of(trace, secret)), output);
        }
        try (Steps headers = Steps.of("headers", "{\"authorization\": \"null\", \"seq\": \"input.sequence\"}")) {
            Output output = headers.feed(Steps.json("1"), trace, secret).getFirst();
            assertEquals(List.of(trace, new Header("seq", Value.of(1))), output.headers());
        }
        try (Steps key = Steps.of("key", "\"input.value.a\"")) {
            assertEquals(
                    Value.of(7), key.feed(Steps.json("{\"a\":7}")).getFirst().key());
        }
    }

    @Test
    void whatIsEncryptedCanBeHadAgainExactlyAndIsOtherEachTime() throws Exception {
        Value secret = Value.map(
                "exact", Value.of(new BigDecimal("1.10")), "when", Value.of(Instant.EPOCH), "text", Value.of("4111"));
        try (Steps encrypt = Steps.of("encrypt", "{\"fields\": [\"a\"], " + KEY + "}");
                Steps decrypt = Steps.of("decrypt", "{\"fields\": [\"a\"], " + KEY + "}")) {
            Set<String> sealed = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                Value made = encrypt.feed(Value.map("a", secret)).getFirst().value();
                assertFalse(made.get("a").asString().contains("4111"));
                assertTrue(sealed.add(made.get("a").asString()));
                assertEquals(
                        Value.map("a", secret), decrypt.feed(made).getFirst().value());
            }
            String one = sealed.iterator().next();
            int last = one.length() - 3;
            Value changed = Value.map(
                    "a",
                    Value.of(one.substring(0, last) + (one.charAt(last) == 'A' ? 'B' : 'A') + one.substring(last + 1)));
            ProcessorException refused = assertThrows(ProcessorException.class, () -> decrypt.feed(changed));
            assertEquals("a: it was encrypted with another key, or changed since", refused.error());
        }
    }

    @Test
    void aReplayMakesTheSameBytes() throws Exception {
        List<List<Output>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Steps steps = Steps.of("encrypt", "{\"fields\": [\"a\"], " + KEY + "}")) {
                List<Output> outputs = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    outputs.addAll(steps.feed(Value.map("a", Value.of(i))));
                }
                runs.add(outputs);
            }
        }
        assertEquals(runs.get(0), runs.get(1));
    }

    @Test
    void aTokenIsTheSameForTheSameTextAndNeedsTheKey() throws Exception {
        try (Steps steps = Steps.of("tokenize", "{\"fields\": [\"a\", \"b\"], " + KEY + "}");
                Steps hash = Steps.of("hash", "{\"fields\": [\"a\"], " + KEY + "}")) {
            Value made = steps.feed(Steps.json("{\"a\":\"4111\",\"b\":\"4111\"}"))
                    .getFirst()
                    .value();
            assertEquals(made.get("a"), made.get("b"));
            assertTrue(made.get("a").asString().matches("tok_[0-9a-f]{32}"));
            Value other = steps.feed(Steps.json("{\"a\":\"4112\"}")).getFirst().value();
            assertNotEquals(made.get("a"), other.get("a"));
            assertNotEquals(
                    Steps.json("{\"a\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}"),
                    hash.feed(Steps.json("{\"a\":\"abc\"}")).getFirst().value());
        }
    }

    @Test
    void theRecordedDefinitionHasNoSecretAndNoticesAnother() throws Exception {
        BuiltinHostProvider provider = new BuiltinHostProvider();
        ProcessorCode code = provider.define(
                "s", "encrypt", Steps.json("{\"fields\": [\"a\"], " + KEY + "}"), new FolderReferences(folder));
        String definition = text(code.files().getFirst().content());
        assertFalse(definition.contains(System.getenv("BUILTIN_TEST_KEY")), definition);
        assertTrue(definition.matches(".*\"key_check\":\"[0-9a-f]{16}\".*"), definition);
        provider.load(code).close();
        ProcessorCode other = new ProcessorCode(
                "s",
                "builtin",
                "encrypt",
                List.of(new ProcessorCode.File(
                        "definition.json", Bytes.utf8(definition.replaceFirst("(key_check\":\")....", "$10000")))));
        ProcessorException refused = assertThrows(ProcessorException.class, () -> provider.load(other));
        assertEquals(
                "the environment variable BUILTIN_TEST_KEY holds another key than when this was recorded",
                refused.error());
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void aSchemaNamesThePathOfEachOffenceAndIsCarriedInTheCode() throws Exception {
        Files.writeString(folder.resolve("order.json"), """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"},
                  "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}},
                  "$defs": {"line": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}}}}
                """);
        BuiltinHostProvider provider = new BuiltinHostProvider();
        ProcessorCode code = provider.define("s", "validate", Value.of("order.json"), new FolderReferences(folder));
        Files.delete(folder.resolve("order.json"));
        provider.load(code).close();

        Files.writeString(
                folder.resolve("order.json"),
                text(code.file("order.json").orElseThrow().content()));
        try (Steps steps = Steps.of("validate", "\"order.json\"", folder)) {
            String right = "{\"id\":1,\"lines\":[{\"n\":1}]}";
            assertEquals(List.of(right), steps.feed(right));
            ProcessorException failure =
                    assertThrows(ProcessorException.class, () -> steps.feed("{\"lines\":[{\"n\":1},{\"n\":0}]}"));
            assertTrue(failure.error().contains("/lines/1/n: must have a minimum value of 1"), failure.error());
            assertTrue(failure.error().contains("required property 'id' not found"), failure.error());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": 5}",
                "{",
                "{\"$ref\": \"http://127.0.0.1:1/other.json\"}",
                "{\"$ref\": \"#/$defs/none\"}"
            })
    void aSchemaThatCannotBeIsAMistake(String schema) throws Exception {
        Files.writeString(folder.resolve("s.json"), schema);
        ProcessorException mistake =
                assertThrows(ProcessorException.class, () -> Steps.of("validate", "\"s.json\"", folder));
        assertTrue(mistake.error().startsWith("s.json is no JSON Schema: "), mistake.error());
    }

    @Test
    void aRedeliveryIsDroppedAndASecondUpdateIsKept() throws Exception {
        try (Steps steps = Steps.of("dedupe", "{\"window\": \"1h\", \"most\": 3}")) {
            Value same = Steps.json("{\"id\":1}");
            assertEquals(1, steps.feed(same, id("e1")).size());
            assertEquals(0, steps.feed(same, id("e1")).size());
            assertEquals(1, steps.feed(same, id("e2")).size());
            assertEquals(1, steps.feed(same).size());
            assertEquals(1, steps.feed(same).size());
            assertEquals(
                    0,
                    steps.feed(same, new Header("Idempotency-Key", Value.of("e1")))
                            .size());
            assertEquals(4, steps.stateSize());
            Header other = new Header("pubsub-message-id", Value.of("another delivery"));
            assertEquals(0, steps.feed(same, other, id("e2")).size(), "the effect is known, whatever carries it");

            steps.feed(same, id("e3"));
            steps.feed(same, id("e4"));
            assertEquals(6, steps.stateSize());
            assertEquals(1, steps.feed(same, id("e1")).size(), "the oldest is forgotten where there are too many");

            steps.pass(Duration.ofMinutes(61));
            assertEquals(1, steps.feed(same, id("e4")).size(), "outside the window");
            assertEquals(2, steps.stateSize());
        }
    }

    private static Header id(String id) {
        return new Header("tapedeck-effect-id", Value.of(id));
    }

    @Test
    void whatIsTheSameCanBeSaidByAnExpression() throws Exception {
        try (Steps steps = Steps.of("dedupe", "\"input.value.id\"")) {
            assertEquals(1, steps.feed("{\"id\":[1,2],\"n\":1}").size());
            assertEquals(0, steps.feed("{\"id\":[1,2],\"n\":2}").size());
            assertEquals(1, steps.feed("{\"id\":1}").size());
            assertEquals(1, steps.feed("{}").size());
            assertEquals(1, steps.feed("{}").size());
        }
    }

    @Test
    void whatIsFramedIsTakenApartAgain() throws Exception {
        try (Steps encode = Steps.of("encode", "{\"format\": \"bson\", \"framed\": true}");
                Steps decode = Steps.of("decode", "{\"format\": \"bson\", \"framed\": true}")) {
            Value body = encode.feed(Steps.json("[{\"a\":1},{\"b\":[2.5,null]}]"))
                    .getFirst()
                    .value();
            List<Value> values = decode.feed(body).stream().map(Output::value).toList();
            assertEquals(List.of(Steps.json("{\"a\":1}"), Steps.json("{\"b\":[2.5,null]}")), values);
        }
    }

    @Test
    void aBatchIsFullByNumberOrBySizeOrAfterATime() throws Exception {
        try (Steps steps = Steps.of("batch", "{\"count\": 3, \"bytes\": \"100B\", \"latency\": \"1s\"}")) {
            assertEquals(List.of(), steps.feed("1"));
            assertEquals(List.of(), steps.feed("2"));
            assertEquals(List.of("[1,2,3]"), steps.feed("3"));
            assertEquals(0, steps.stateSize());
            String large = "\"" + "x".repeat(60) + "\"";
            assertEquals(List.of(), steps.feed(large));
            assertEquals(List.of("[" + large + "]"), steps.feed(large), "both would be too large");
            assertEquals(
                    List.of("[" + large + "]"),
                    steps.pass(Duration.ofSeconds(2)).fireDue());
            String larger = "\"" + "x".repeat(200) + "\"";
            assertEquals(List.of("[" + larger + "]"), steps.feed(larger));
            assertEquals(List.of(), steps.pass(Duration.ofSeconds(2)).fireDue());
        }
    }

    @Test
    void aRateLimitLetsABurstThroughAndThenWaits() throws Exception {
        try (Steps steps = Steps.of("rate_limit", "{\"rate\": \"10/s\", \"burst\": 3}")) {
            Instant start = steps.time();
            for (int i = 0; i < 3; i++) {
                steps.feed("1");
            }
            assertTrue(Duration.between(start, steps.time()).toMillis() < 20);
            for (int i = 0; i < 10; i++) {
                assertEquals(1, steps.feed("1").size());
            }
            assertEquals(1000, Duration.between(start, steps.time()).toMillis(), 5);
        }
    }

    @Test
    void aRateLimitMayDropWhatIsBeyond() throws Exception {
        try (Steps steps = Steps.of("rate_limit", "{\"rate\": \"10/s\", \"over\": \"drop\"}")) {
            int passed = 0;
            for (int i = 0; i < 100; i++) {
                passed += steps.pass(Duration.ofMillis(9)).feed("1").size();
            }
            assertEquals(10, passed);
        }
    }

    @Test
    void aSampleIsAShareOrAllOfTheSameOrEachSoManieth() throws Exception {
        try (Steps random = Steps.of("sample", "0.25");
                Steps by = Steps.of("sample", "{\"rate\": 0.25, \"by\": \"input.value.id\"}");
                Steps every = Steps.of("sample", "{\"every\": 4}")) {
            int taken = 0;
            int ids = 0;
            int turns = 0;
            for (int i = 0; i < 4000; i++) {
                taken += random.feed("1").size();
                String message = "{\"id\":" + i + "}";
                int first = by.feed(message).size();
                assertEquals(first, by.feed(message).size());
                ids += first;
                turns += every.feed("1").size();
            }
            assertEquals(1000, taken, 120);
            assertEquals(1000, ids, 120);
            assertEquals(1000, turns);
        }
    }
}
