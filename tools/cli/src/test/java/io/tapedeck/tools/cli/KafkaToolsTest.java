package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code streams}, {@code tap}, {@code flux} and {@code relay} on a broker; kcat writes to it and reads from it too. */
final class KafkaToolsTest {
    private static final Instant FIRST = Instant.parse("2026-11-20T03:12:09.114Z");

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        tapedeck = new InProcess(folder);
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
        broker.close();
    }

    private static String url(String topics) {
        return "kafka://" + broker.node() + "/" + topics;
    }

    private static Shelled.Result run(String... words) throws IOException {
        return tapedeck.run(words);
    }

    private static Shelled.Result done(String... words) throws IOException {
        Shelled.Result result = run(words);
        assertEquals(0, result.exit(), Arrays.toString(words) + " " + result);
        return result;
    }

    private static List<String> listed() throws IOException {
        return done("streams", "ls", url(""), "--json").jsonLines().stream()
                .map(line -> line.get("stream").asText())
                .toList();
    }

    @Test
    void topicsAreMadeDescribedAndRemoved() throws Exception {
        done(
                "streams",
                "create",
                url("made,other"),
                "--shards",
                "3",
                "--option",
                "retention=7d",
                "--option",
                "config.max.message.bytes=2000000",
                "--option",
                "properties.client.id=tools");
        assertTrue(listed().containsAll(List.of("made", "other")), listed().toString());
        assertEquals(1, run("streams", "create", url("made")).exit(), "it is there already");
        Path lines = new Shelled(folder).write("three", "1\n2\n3\n");
        done("flux", url("made"), "--from", lines.toString());
        JsonNode made = done("streams", "ls", url("made"), "--json").json();
        assertEquals(3, made.get("shards").asInt());
        assertEquals(3, made.get("messages").asLong());
        JsonNode described = done("streams", "describe", url("made"), "--json").json();
        assertEquals("604800000", described.get("settings").get("retention.ms").asText());
        assertEquals(
                "2000000", described.get("settings").get("max.message.bytes").asText());
        assertEquals("1", described.get("settings").get("replication").asText());
        assertEquals(3, described.get("shards").size());
        for (JsonNode shard : described.get("shards")) {
            boolean isEmpty = shard.get("messages").asLong() == 0;
            assertEquals(isEmpty, shard.get("first").isNull(), shard.toString());
            assertEquals(isEmpty, shard.get("last_time").isNull(), shard.toString());
        }
        Shelled.Result unasked = run("streams", "rm", url("made"));
        assertEquals(2, unasked.exit(), unasked.toString());
        assertTrue(unasked.err().contains("--yes"), unasked.err());
        assertEquals(1, run("streams", "rm", url("made,missing"), "--yes").exit());
        assertTrue(listed().contains("made"), "one that is not there leaves the others alone");
        done("streams", "rm", url("made"), "--yes");
        assertFalse(listed().contains("made"));
        assertEquals(1, run("streams", "describe", url("made")).exit());
    }

    @Test
    void whatIsKafkasOwnStays() throws Exception {
        // A group's commit makes the topic.
        OtherClient kcat = OtherClient.find("kcat", "-b", broker.node());
        broker.createTopic("grouped", 1, Map.of());
        kcat.run("1\n2\n", "-P", "-t", "grouped");
        assertEquals("1\n2\n", kcat.run("", "-G", "readers", "-X", "auto.offset.reset=earliest", "-e", "grouped"));
        kcat.run("3\n", "-P", "-t", "grouped");
        JsonNode groups =
                done("streams", "describe", url("grouped"), "--json").json().get("groups");
        assertEquals("readers", groups.get(0).get("group").asText());
        assertEquals(1, groups.get(0).get("lag").asLong(), groups.toString());
        Shelled.Result refused = run("streams", "rm", url("__consumer_offsets"), "--yes");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("Kafka's own"), refused.err());
        assertFalse(listed().contains("__consumer_offsets"));
    }

    @Test
    void kcatAndTapedeckReadEachOther() throws Exception {
        OtherClient kcat = OtherClient.find("kcat", "-b", broker.node());
        done("streams", "create", url("from-kcat,to-kcat,flux-to-kcat"));
        kcat.run("k1\tone\nk2\ttw\u00f6\n", "-P", "-t", "from-kcat", "-K", "\t", "-H", "trace=7f", "-H", "who=kcat");
        List<JsonNode> tapped = done("tap", url("from-kcat"), "--no-follow", "--json", "--option", "decode=text")
                .jsonLines();
        assertEquals(
                List.of("k1", "k2"),
                tapped.stream().map(line -> line.get("key").asText()).toList());
        assertEquals(
                List.of("one", "tw\u00f6"),
                tapped.stream().map(line -> line.get("value").asText()).toList());
        assertEquals("7f", tapped.getFirst().get("headers").get("trace").asText());
        assertEquals("kcat", tapped.get(1).get("headers").get("who").asText());
        assertEquals(
                "one\ntw\u00f6\n", done("tap", url("from-kcat"), "--no-follow").out());

        done("relay", "--input", url("from-kcat"), "--output", url("to-kcat"), "--no-follow");
        List<String> seen = kcat.run("", "-C", "-t", "to-kcat", "-e", "-q", "-o", "beginning", "-f", "%k %s %h\n")
                .lines()
                .toList();
        assertEquals(2, seen.size());
        assertTrue(seen.getFirst().startsWith("k1 one trace=7f,who=kcat"), seen.toString());
        assertTrue(seen.get(1).startsWith("k2 tw\u00f6 trace=7f,who=kcat"), seen.toString());

        Path lines = new Shelled(folder)
                .write(
                        "heads",
                        "[2026-11-20T03:12:09.114 | orders | 7 | 3] one\n[2026-11-20T03:12:09.115 | orders | 8 | 3] two\n");
        done("flux", url("flux-to-kcat"), "--from", lines.toString(), "--format", "seastreamer");
        assertEquals(
                List.of(FIRST.toEpochMilli() + " one", FIRST.plusMillis(1).toEpochMilli() + " two"),
                kcat.run("", "-C", "-t", "flux-to-kcat", "-e", "-q", "-o", "beginning", "-f", "%T %s\n")
                        .lines()
                        .toList());
        assertEquals(
                "[2026-11-20T03:12:09.114 | flux-to-kcat | 0 | 0] one\n[2026-11-20T03:12:09.115 | flux-to-kcat | 1 | 0] two\n",
                done("tap", url("flux-to-kcat"), "--no-follow", "--format", "seastreamer")
                        .out());
        assertEquals(
                "two\n",
                done("tap", url("flux-to-kcat"), "--no-follow", "--offset", "2026-11-20T03:12:09.115Z")
                        .out());
    }

    @Test
    void aTapInAGroupGoesOnWhereTheGroupIs() throws Exception {
        done("streams", "create", url("shared"));
        Path lines = new Shelled(folder).write("shared.txt", "one\ntwo\nthree\n");
        done("flux", url("shared"), "--from", lines.toString());
        assertEquals(
                "one\ntwo\n",
                done("tap", url("shared"), "--option", "group=tappers", "-n", "2")
                        .out());
        JsonNode group = done("streams", "describe", url("shared"), "--json")
                .json()
                .get("groups")
                .get(0);
        assertEquals("tappers", group.get("group").asText());
        assertEquals(1, group.get("lag").asLong());
        assertEquals(
                "three\n",
                done("tap", url("shared"), "--option", "group=tappers", "-n", "1")
                        .out());
    }

    @Test
    void aTapIsStoppedWhileItWaits() throws Exception {
        done("streams", "create", url("waiting"));
        Path lines = new Shelled(folder).write("one", "one\n");
        done("flux", url("waiting"), "--from", lines.toString());
        Process tap = new Shelled(folder).builder("tap", url("waiting")).start();
        assertEquals("one", tap.inputReader().readLine());
        tap.toHandle().destroy(); // SIGTERM
        assertEquals(0, tap.waitFor());
    }

    @Test
    void aBrokerThatIsNotThereIsToldSo() throws IOException {
        Shelled.Result result = run("streams", "ls", "kafka://127.0.0.1:1/");
        assertEquals(1, result.exit());
        assertTrue(result.err().contains("127.0.0.1:1"), result.err());
        assertEquals(2, run("streams", "ls", "stdio://").exit());
        assertEquals(2, run("streams", "describe", url("")).exit());
        assertEquals(
                2, run("streams", "create", url("x"), "--option", "colour=red").exit());
    }
}
