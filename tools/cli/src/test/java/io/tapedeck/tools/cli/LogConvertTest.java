package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code log export} and {@code log import}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogConvertTest {
    @TempDir
    private static Path folder;

    private InProcess tapedeck;

    @BeforeAll
    void start() throws IOException {
        tapedeck = new InProcess(folder);
    }

    @AfterAll
    void stop() {
        tapedeck.close();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode run(int exit, String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result.toString());
        return result.json();
    }

    private static List<EncodedMessage> encoded(Path log) throws IOException {
        return LogMakeTest.messages(log).stream().map(MessageRecord::message).toList();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void everyMessageComesBackFromNdjsonAsItWas() throws IOException {
        Path log = LogCommands.mixed(folder.resolve("mixed.tape"));
        run(0, "log", "export", log.toString(), path("mixed.ndjson"), "--json");
        run(0, "log", "import", path("mixed.ndjson"), path("again.tape"), "--json");
        List<MessageRecord> before = LogMakeTest.messages(log);
        List<MessageRecord> after = LogMakeTest.messages(folder.resolve("again.tape"));
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            boolean isJson = i == 6; // what JSON holds as it is becomes a value
            assertEquals(before.get(i).feedTimeNanos(), after.get(i).feedTimeNanos());
            assertEquals(
                    isJson ? PayloadEncoding.VALUE : before.get(i).message().encoding(),
                    after.get(i).message().encoding());
            if (!isJson) {
                assertEquals(before.get(i), after.get(i));
            }
        }
        assertEquals(
                tapedeck.run("log", "cat", log.toString(), "--json").out(),
                tapedeck.run("log", "cat", path("again.tape"), "--json").out());
    }

    @Test
    void whatIsEditedInNdjsonCounts() throws IOException {
        Path log = LogCommands.mixed(folder.resolve("to-edit.tape"));
        run(0, "log", "export", log.toString(), path("edit.ndjson"), "--json");
        String text = Files.readString(folder.resolve("edit.ndjson"));
        assertTrue(text.contains("\"nan\":\"NaN\""), text);
        write("edited.ndjson", text.replace("\"nan\":\"NaN\"", "\"nan\":0.5"));
        run(0, "log", "import", path("edited.ndjson"), path("edited.tape"), "--json");
        String out = tapedeck.run("log", "cat", path("edited.tape"), "--json").out();
        assertTrue(out.contains("\"nan\":0.5"), out);
    }

    @Test
    void catsObjectsAreMessagesAndOtherValuesArePayloads() throws IOException {
        String file = write(
                "plain.ndjson",
                "{\"a\":1}\n\n7\n{\"stream\":\"s\",\"sequence\":4,\"value\":{\"x\":1},\"key\":\"k\",\"shard\":2}\n\"t\"\n");
        run(0, "log", "import", file, path("plain.tape"), "--json");
        List<EncodedMessage> messages = encoded(folder.resolve("plain.tape"));
        assertEquals(4, messages.size());
        assertEquals("plain/0@1", messages.get(0).place());
        assertEquals("{\"a\":1}", messages.get(0).payload().toUtf8());
        assertEquals("plain/0@2", messages.get(1).place());
        assertEquals("s/2@4", messages.get(2).place());
        assertEquals(Value.of("k"), messages.get(2).key());
        assertEquals("plain/0@3", messages.get(3).place());
        run(0, "log", "import", file, path("raw.tape"), "--plain", "--stream", "other", "--json");
        assertEquals("other/0@4", encoded(folder.resolve("raw.tape")).getLast().place());
    }

    @Test
    void linesThatCannotBeReadAreToldByNumberAndMakeNothing() throws IOException {
        String file = write(
                "bad.ndjson", "{\"a\":1}\n{\"a\":\n2\n{\"stream\":\"s\",\"sequence\":1,\"value\":1,\"extra\":1}\n");
        Shelled.Result refused = tapedeck.run("log", "import", file, path("bad.tape"));
        assertEquals(3, refused.exit());
        assertTrue(refused.err().contains("bad.ndjson, line 2: not JSON"), refused.err());
        assertTrue(refused.err().contains("bad.ndjson, line 4: it has \"stream\" and \"sequence\""), refused.err());
        assertFalse(Files.exists(folder.resolve("bad.tape")));
        JsonNode allowed = run(0, "log", "import", file, path("bad.tape"), "--allow-loss", "--json");
        assertEquals(2, allowed.get("messages").asLong());
        assertEquals(2, allowed.get("dropped").get("lines").asLong());
    }

    @Test
    void sequencesThatDoNotAscendAreRefused() throws IOException {
        String file = write(
                "twice.ndjson",
                "{\"stream\":\"s\",\"sequence\":4,\"value\":1}\n{\"stream\":\"s\",\"sequence\":4,\"value\":2}\n");
        JsonNode refused = run(3, "log", "import", file, path("twice.tape"), "--json");
        assertTrue(refused.get("error").asText().contains("line 2: message s/0@4 comes after"), refused.toString());
        JsonNode allowed = run(0, "log", "import", file, path("twice.tape"), "--allow-loss", "--json");
        assertEquals(1, allowed.get("dropped").get("messages").asLong());
    }

    @Test
    void rowsAreMaps() throws IOException {
        String file = write("rows.csv", "id,text\r\n1,\"a \"\"b\"\", c\nd\"\r\n2,\r\n");
        run(0, "log", "import", file, path("rows.tape"), "--json");
        List<EncodedMessage> rows = encoded(folder.resolve("rows.tape"));
        assertEquals(2, rows.size());
        String out = tapedeck.run("log", "cat", path("rows.tape"), "--json").out();
        assertTrue(out.contains("{\"id\":\"1\",\"text\":\"a \\\"b\\\", c\\nd\"}"), out);
        run(0, "log", "export", path("rows.tape"), path("rows-again.csv"), "--json");
        assertEquals("id,text\n1,\"a \"\"b\"\", c\nd\"\n2,\"\"\n", Files.readString(folder.resolve("rows-again.csv")));
        assertEquals(
                3,
                tapedeck.run("log", "import", write("short.csv", "a,b\n1\n"), path("s.tape"))
                        .exit());
        assertEquals(
                3,
                tapedeck.run("log", "import", write("head.csv", "a,a\n1,2\n"), path("s.tape"))
                        .exit());
    }

    @Test
    void aTableHasTheFieldsOfAllMessages() throws IOException {
        String file = write("fields.ndjson", "{\"a\":1}\n{\"b\":[1,2],\"a\":null}\n");
        run(0, "log", "import", file, path("fields.tape"), "--json");
        run(0, "log", "export", path("fields.tape"), path("fields.tsv"), "--json");
        assertEquals("a\tb\n1\t\n\t[1,2]\n", Files.readString(folder.resolve("fields.tsv")));
        Shelled.Result cat = tapedeck.run("log", "cat", path("fields.tape"), "--format", "csv");
        assertEquals(3, cat.exit(), "the first message settles the columns of what is only shown");
        assertTrue(cat.err().contains("1 fields without a column"), cat.err());
    }

    @Test
    void keysAndHeadersHaveColumnsOrAreCounted() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "{\"stream\":\"s\",\"sequence\":1,\"key\":\"k\",\"headers\":{\"h\":1},\"value\":{\"a\":1}}",
                "{\"stream\":\"s\",\"sequence\":2,\"key\":null,\"headers\":{},\"value\":{\"a\":2}}"));
        Files.write(folder.resolve("keyed.ndjson"), lines);
        assertEquals(
                0,
                tapedeck.run("log", "import", path("keyed.ndjson"), path("keyed.tape"))
                        .exit());
        Shelled.Result fields = tapedeck.run("log", "cat", path("keyed.tape"), "--format", "csv");
        assertEquals(0, fields.exit(), "all fields are there: " + fields);
        assertEquals("a\n1\n2\n", fields.out());
        assertTrue(fields.err().contains("not printed: 1 keys, for which the fields leave no column"), fields.err());
        assertTrue(fields.err().contains("not printed: 1 messages' headers"), fields.err());
        Shelled.Result refused = tapedeck.run("log", "export", path("keyed.tape"), path("keyed.csv"));
        assertEquals(3, refused.exit(), refused.toString());
        assertFalse(Files.exists(folder.resolve("keyed.csv")));
        Shelled.Result allowed = tapedeck.run("log", "export", path("keyed.tape"), path("keyed.csv"), "--allow-loss");
        assertEquals(0, allowed.exit());
        assertTrue(allowed.out().contains("left out: 1 keys; left out: 1 messages' headers"), allowed.out());

        lines.add("{\"stream\":\"s\",\"sequence\":3,\"key\":7,\"headers\":[[\"h\",1],[\"h\",2]],\"value\":\"text\"}");
        Files.write(folder.resolve("values.ndjson"), lines);
        assertEquals(
                0,
                tapedeck.run("log", "import", path("values.ndjson"), path("values.tape"))
                        .exit());
        Shelled.Result table = tapedeck.run("log", "export", path("values.tape"), path("values.csv"));
        assertEquals(0, table.exit(), "nothing is lost: " + table);
        List<String> rows = Files.readAllLines(folder.resolve("values.csv"));
        assertEquals("stream,shard,sequence,time,key,headers,value", rows.getFirst());
        assertTrue(rows.get(1).endsWith(",k,\"{\"\"h\"\":1}\",\"{\"\"a\"\":1}\""), rows.get(1));
        assertTrue(rows.get(2).endsWith(",,,\"{\"\"a\"\":2}\""), rows.get(2));
        assertTrue(rows.get(3).endsWith(",7,\"[[\"\"h\"\",1],[\"\"h\"\",2]]\",text"), rows.get(3));
    }

    @Test
    void seaStreamersFilesHoldLess() throws IOException {
        Path log = LogCommands.mixed(folder.resolve("more.tape"));
        JsonNode refused = run(3, "log", "export", log.toString(), path("more.ss"), "--json");
        assertTrue(refused.get("error").asText().contains("--allow-loss"), refused.toString());
        assertFalse(Files.exists(folder.resolve("more.ss")));
        JsonNode allowed = run(0, "log", "export", log.toString(), path("more.ss"), "--allow-loss", "--json");
        assertEquals(2, allowed.get("dropped").get("keys").asLong());
        assertEquals(2, allowed.get("dropped").get("headers").asLong());
        assertEquals(1, allowed.get("dropped").get("fine_times").asLong());
        assertEquals(1, allowed.get("dropped").get("messages").asLong(), "half a surrogate pair is no UTF-8");
        JsonNode verified = run(0, "log", "verify", path("more.ss"), "--json");
        assertEquals(7, verified.get("records").asLong());
        for (String key : List.of("records", "beacons", "durable_to", "damage", "warnings")) {
            assertTrue(verified.has(key), key);
        }
        run(0, "log", "import", path("more.ss"), path("less.tape"), "--json");
        List<EncodedMessage> less = encoded(folder.resolve("less.tape"));
        assertEquals(7, less.size(), "the end-of-stream mark is no message");
        assertEquals("[1,1.0,null,true]", less.getFirst().payload().toUtf8());
    }

    @Test
    void seaStreamersFilesComeBackAsTheyWere() throws IOException {
        Path log = LogCommands.orders(folder.resolve("o.tape"), 100);
        run(0, "log", "export", log.toString(), path("o.ss"), "--interval", "1KiB", "--json");
        assertTrue(
                run(0, "log", "verify", path("o.ss"), "--json").get("beacons").asLong() > 3);
        run(0, "log", "import", path("o.ss"), path("o2.tape"), "--decode", "json", "--json");
        assertEquals(
                tapedeck.run("log", "cat", log.toString(), "--json").out(),
                tapedeck.run("log", "cat", path("o2.tape"), "--json").out());
        LogCommands.damage(folder.resolve("o.ss"), 2000);
        Shelled.Result verified = tapedeck.run("log", "verify", path("o.ss"));
        assertEquals(3, verified.exit());
        assertTrue(verified.out().contains("log import"), verified.out());
        JsonNode rest = run(3, "log", "import", path("o.ss"), path("rest.tape"), "--json");
        assertTrue(rest.get("messages").asLong() > 80, rest.toString());
        assertTrue(rest.get("messages_lost").asLong() > 0, rest.toString());
    }

    @Test
    void aDamagedLogIsExportedAsFarAsItIsIntact() throws IOException {
        Path log = LogCommands.orders(folder.resolve("hurt.tape"), 100);
        LogCommands.damage(log, 2000);
        JsonNode report = run(3, "log", "export", log.toString(), path("hurt.ndjson"), "--json");
        assertEquals(
                100,
                report.get("messages").asLong() + report.get("messages_lost").asLong());
        assertEquals(1, report.get("damage").size());
    }

    @Test
    void textIsALineAValue() throws IOException {
        run(0, "log", "import", write("lines.txt", "one\n\nthree"), path("lines.tape"), "--json");
        run(0, "log", "export", path("lines.tape"), path("again.txt"), "--json");
        assertEquals("one\n\nthree\n", Files.readString(folder.resolve("again.txt")));
    }

    @Test
    void wrongUseIsSaid() throws IOException {
        Path log = LogCommands.orders(folder.resolve("w.tape"), 3);
        assertEquals(
                2, tapedeck.run("log", "export", log.toString(), path("w.xyz")).exit());
        assertEquals(
                2, tapedeck.run("log", "export", log.toString(), log.toString()).exit());
        assertEquals(
                2,
                tapedeck.run("log", "import", log.toString(), path("w.ndjson")).exit());
        assertEquals(
                1,
                tapedeck.run("log", "export", path("none.tape"), path("w.ndjson"))
                        .exit());
        assertEquals(
                1,
                tapedeck.run("log", "export", log.toString(), path("no/folder/w.ndjson"))
                        .exit());
        write("there.ndjson", "");
        Shelled.Result there = tapedeck.run("log", "export", log.toString(), path("there.ndjson"));
        assertEquals(1, there.exit());
        assertTrue(there.err().contains("is there already"), there.err());
    }
}
