package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.mongodb.server.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a file into a collection, and from the collection, its snapshot and what changes then, into a file, while this
 * process is killed ({@code kill -9}): each document is there once, and the runs verify without a server. {@code -Dseed=N}
 * sets when.
 */
final class MongoRunTest {
    private static final int DOCUMENTS = 3000;
    private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");

    @TempDir
    private Path folder;

    private MongoServer server;
    private Shelled tapedeck;

    @BeforeEach
    void writeThePipelines() throws IOException, InterruptedException {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        server = MongoServer.start(folder.resolve("mongod"));
        tapedeck = Shelled.staying(folder);
        tapedeck.write(
                "in.ndjson",
                numbers(DOCUMENTS).stream()
                        .map(number -> "{\"n\":" + number + "}\n")
                        .collect(Collectors.joining()));
        // Now and then it waits, so that the kills find it at work and not at its end.
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.log.Value;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        Value found = message.value().get("fullDocument");
                        Value document = found.isNull() ? message.value() : found;
                        if (document.get("n").asLong() % 50 == 0) {
                            context.sleep(java.time.Duration.ofMillis(20));
                        }
                        context.emit(document);
                    }
                }
                """);
        pipeline("into", "\"file://in.ndjson\"", "\"" + server.url("shop.out") + "\"");
        pipeline(
                "from",
                "{ url = \"" + server.url("shop.out") + "\", snapshot = true, follow = false }",
                "\"file://out.ndjson\"");
    }

    private void pipeline(String name, String from, String to) throws IOException {
        tapedeck.write(
                name + ".toml", """
                [pipeline.NAME]
                from = FROM
                to = TO
                checkpoint = "100ms"
                [[pipeline.NAME.step]]
                java = "Pass.java"
                """.replace("NAME", name).replace("FROM", from).replace("TO", to));
    }

    @AfterEach
    void stopTheServer() throws IOException {
        if (server != null) {
            tapedeck.close();
            server.close();
        }
    }

    @Test
    void eachDocumentIsThereOnceWhenThisProcessIsKilled() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("MongoRunTest: -Dseed=" + seed);
        Random random = new Random(seed);

        kill("into.toml", random.nextInt(DOCUMENTS / 4), this::documents);
        String into = complete("into.toml", DOCUMENTS);
        assertEquals(
                numbers(DOCUMENTS),
                server.documents("shop", "out").stream()
                        .map(document -> document.getNumber("n").longValue())
                        .sorted()
                        .toList());

        kill("from.toml", random.nextInt(DOCUMENTS / 4), this::lines);
        complete("from.toml", DOCUMENTS);
        assertEquals(numbers(DOCUMENTS), written());
        server.client().getDatabase("shop").getCollection("out").insertOne(new Document("n", DOCUMENTS + 1));
        String from = complete("from.toml", DOCUMENTS + 1);
        assertEquals(numbers(DOCUMENTS + 1), written());

        server.kill();
        for (String run : List.of(into, from)) {
            Shelled.Result verified = tapedeck.run("verify", run, "--json");
            assertEquals(0, verified.exit(), verified.toString());
        }
    }

    @Test
    void checkSaysWhatIsPromisedAndStreamsAreMadeAndListed() throws IOException, InterruptedException {
        String from = tapedeck.run("check", "from.toml").out();
        assertTrue(from.contains("(as long as the deployment keeps the changes until they are read)"), from);
        String into = tapedeck.run("check", "into.toml").out();
        assertTrue(into.contains("(a transaction holds the outputs and how far they go; fenced per task)"), into);

        assertEquals(
                "", tapedeck.run("streams", "ls", server.url("shop"), "--json").out());
        assertEquals(
                0, tapedeck.run("streams", "create", server.url("shop.alerts")).exit());
        Shelled.Result listed = tapedeck.run("streams", "ls", server.url("shop"), "--json");
        assertEquals("shop.alerts", listed.json().get("stream").asText(), listed.toString());
        assertEquals(
                0,
                tapedeck.run("streams", "rm", server.url("shop.alerts"), "--yes")
                        .exit());
        assertEquals(
                "", tapedeck.run("streams", "ls", server.url("shop"), "--json").out());
    }

    private void kill(String pipeline, long behind, LongSupplier written) throws IOException, InterruptedException {
        Process process = tapedeck.start("run", pipeline);
        while (process.isAlive() && written.getAsLong() <= behind) {
            Thread.sleep(1);
        }
        process.destroyForcibly();
        assertEquals(137, process.waitFor(), "it ended before it was killed");
    }

    private String complete(String pipeline, long count) throws IOException, InterruptedException {
        Shelled.Result result = tapedeck.run("run", pipeline, "--json");
        assertEquals(0, result.exit(), result.toString());
        assertEquals("completed", result.json().get("state").asText());
        assertEquals(count, result.json().get("inputs").asLong(), result.toString());
        assertEquals(count, result.json().get("outputs").asLong(), result.toString());
        return result.json().get("run").asText();
    }

    private static List<Long> numbers(long to) {
        return LongStream.rangeClosed(1, to).boxed().toList();
    }

    private long documents() {
        return server.client().getDatabase("shop").getCollection("out").estimatedDocumentCount();
    }

    private long lines() {
        try {
            return Files.exists(folder.resolve("out.ndjson"))
                    ? tapedeck.read("out.ndjson").lines().count()
                    : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> written() throws IOException {
        return tapedeck.read("out.ndjson")
                .lines()
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .sorted()
                .toList();
    }
}
