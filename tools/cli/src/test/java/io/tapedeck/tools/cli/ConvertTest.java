package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.PipelineFile;
import io.tapedeck.tools.migrate.Converted;
import io.tapedeck.tools.migrate.ForeignFileException;
import io.tapedeck.tools.migrate.MstreamConversion;
import io.tapedeck.tools.migrate.NotCarriedOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of mstream become pipeline files that {@code check} accepts, and that say what they leave out. */
final class ConvertTest {
    private static final String SERVICES = """
            [[services]]
            provider = "mongodb"
            name = "shop"
            connection_string = "mongodb://reader:s3cr%40t@a.example:27017,b.example/?replicaSet=rs0&authSource=users&w=majority"
            db_name = "shop"

            [[services]]
            provider = "mongodb"
            name = "archive"
            connection_string = "mongodb://archive.example"
            db_name = "archive"
            write_mode = "replace"

            [[services]]
            provider = "kafka"
            name = "broker"
            "bootstrap.servers" = "one.example:9092,two.example:9092"
            "security.protocol" = "SASL_SSL"
            "sasl.mechanism" = "PLAIN"
            "sasl.username" = "env:BROKER_USER"
            "sasl.password" = "tops3cret"
            "group.id" = "etl"
            "queue.buffering.max.kbytes" = "1024"

            [[services]]
            provider = "http"
            name = "geo"
            host = "http://geo.example:8080"
            max_retries = 3
            base_backoff_ms = 1000
            """;
    private static final Extensions EXTENSIONS = Extensions.load();

    @TempDir
    private Path folder;

    @Test
    void changesOfMongoBecomeDocumentsInKafka() throws Exception {
        Converted converted = converted("""
                [[connectors]]
                name = "orders"
                source = { service_name = "shop", resource = "orders", output_encoding = "json" }
                sinks = [{ service_name = "broker", resource = "orders-topic", output_encoding = "json" }]
                """);
        PipelineDefinition orders = checked(converted).getFirst();
        assertEquals(
                "mongodb://a.example:27017,b.example/shop.orders",
                orders.from().url().toString());
        assertEquals("reader", orders.from().options().get("user"));
        assertEquals("set SHOP_PASSWORD", orders.from().options().get("password"));
        assertEquals("users", orders.from().options().get("auth_database"));
        assertEquals("updateLookup", orders.from().options().get("full_document"));
        assertEquals(
                "kafka://one.example:9092,two.example:9092/orders-topic",
                orders.to().url().toString());
        assertEquals(
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"set BROKER_USER\" password=\"set BROKER_SASL_PASSWORD\";"),
                orders.to().options().get("properties"));
        assertEquals(List.of("before", "after", "filter", "map", "id"), stepsOf(orders));
        assertEquals(List.of("SHOP_PASSWORD", "BROKER_USER", "BROKER_SASL_PASSWORD"), converted.variables());
        assertSaid(converted, "# not carried over: w = \"majority\" (line 4)");
        assertSaid(converted, "# not carried over: queue.buffering.max.kbytes = \"1024\" (line 23)");
    }

    @Test
    void secretsAreNotWritten() throws Exception {
        Converted converted = converted("""
                [[services]]
                provider = "kafka"
                name = "other"
                "bootstrap.servers" = "k.example"
                "ssl.key.password" = "hush1"
                "sasl.jaas.config" = "hush2"
                made_up_token = "hush3"
                another = "https://me:hush4@x.example/"

                [[connectors]]
                name = "orders"
                source = { service_name = "shop", resource = "orders", output_encoding = "bson", api_key = "hush5" }
                sinks = [{ service_name = "other", resource = "orders", output_encoding = "bson" }]

                [more]
                secret = "hush6"
                """);
        for (String secret : List.of("s3cr", "tops3cret", "hush")) {
            assertFalse(converted.text().contains(secret), converted.text());
        }
        assertTrue(converted.variables().contains("OTHER_SSL_KEY_PASSWORD"), converted.variables()::toString);
    }

    @Test
    void severalSinksBecomeSeveralPipelinesAndSchemasFiles() throws Exception {
        schema("schemas/order_v1.avsc");
        Converted converted = converted("""
                [[connectors]]
                name = "orders"
                checkpoint = { enabled = false }
                source = { service_name = "broker", resource = "orders", input_encoding = "avro", output_encoding = "avro", schema_id = "order_v1" }
                schemas = [
                  { id = "order_v1", service_name = "archive", resource = "order-schema" },
                  { id = "order_v2", service_name = "archive", resource = "order-schema-2" },
                ]
                sinks = [
                  { service_name = "broker", resource = "copies", output_encoding = "avro" },
                  { service_name = "archive", resource = "orders", output_encoding = "bson" },
                ]
                """);
        List<PipelineDefinition> pipelines = checked(converted);
        assertEquals(List.of("orders-broker", "orders-archive"), converted.pipelines());
        assertEquals(List.of("decode", "encode"), stepsOf(pipelines.get(0)));
        assertEquals(List.of("decode"), stepsOf(pipelines.get(1)));
        assertEquals("etl", pipelines.get(0).from().options().get("group"));
        assertEquals("etl-orders-archive", pipelines.get(1).from().options().get("group"));
        assertEquals("upsert", pipelines.get(1).to().options().get("write"));
        assertSaid(converted, "# save the schema \"order-schema\" of service \"archive\" as schemas/order_v1.avsc");
        assertSaid(converted, "# not carried over: checkpoint = { enabled = false } (line 33)");
        assertSaid(converted, "# not carried over: the schema \"order_v2\"");
    }

    @Test
    void documentsOfKafkaAreInsertedIntoMongo() throws Exception {
        Converted converted = converted("""
                [[connectors]]
                name = "events"
                source = { service_name = "broker", resource = "events", input_encoding = "bson", output_encoding = "bson" }
                sinks = [{ service_name = "shop", resource = "events", output_encoding = "bson" }]
                batch = { kind = "count", size = 100 }
                """);
        PipelineDefinition events = checked(converted).getFirst();
        assertEquals("insert", events.to().options().get("write"));
        assertEquals(List.of("decode"), stepsOf(events));
        assertSaid(converted, "# not carried over: batch = { kind = \"count\", size = 100 } (line 35)");
    }

    @Test
    void documentsOfMongoBecomeAvroInPubSub() throws Exception {
        schema("schemas/order.avsc");
        Converted converted = converted("""
                [[services]]
                provider = "pubsub"
                name = "cloud"
                project_id = "my-project"
                auth = { kind = "service_account", account_key_path = "account.json" }

                [[connectors]]
                name = "orders"
                source = { service_name = "shop", resource = "orders", output_encoding = "bson", schema_id = "order" }
                schemas = [{ id = "order", service_name = "cloud", resource = "order-schema" }]
                sinks = [{ service_name = "cloud", resource = "orders", output_encoding = "avro" }]
                """);
        assertSaid(
                converted,
                "to = { url = \"pubsub://my-project/orders\", credentials = \"account.json\", encode = { format = \"avro\", "
                        + "schema = \"schemas/order.avsc\" } }");
        assertEquals("encode", stepsOf(checked(converted).getFirst()).getLast());
    }

    @Test
    void pipelinesThatReadASubscriptionDoNotShareItsMessages() throws Exception {
        Converted converted = converted("""
                [[services]]
                provider = "pubsub"
                name = "cloud"
                project_id = "my-project"
                auth = { kind = "static_token", env_token_name = "TOKEN" }

                [[connectors]]
                name = "orders"
                source = { service_name = "cloud", resource = "audit", input_encoding = "json", output_encoding = "json" }
                sinks = [
                  { service_name = "archive", resource = "orders", output_encoding = "bson" },
                  { service_name = "broker", resource = "orders", output_encoding = "json" },
                ]
                """);
        assertEquals("CLOUD_TOPIC_OF_AUDIT", converted.variables().getFirst());
        assertSaid(
                converted,
                "from = { url = \"pubsub://my-project/${env:CLOUD_TOPIC_OF_AUDIT}\", subscription = \"audit\",");
        assertSaid(converted, "subscription = \"audit-orders-broker\"");
        assertSaid(converted, "# not carried over: env_token_name = \"TOKEN\"");
    }

    @Test
    void middlewaresBecomeStepsThatAskServices() throws Exception {
        Converted converted = converted("""
                [[connectors]]
                name = "places"
                batch = { kind = "count", size = 20 }
                source = { service_name = "broker", resource = "places", input_encoding = "json", output_encoding = "json" }
                middlewares = [
                  { service_name = "geo", resource = "v1/place", output_encoding = "json" },
                  { service_name = "geo", resource = "v1/place", output_encoding = "json" },
                ]
                sinks = [{ service_name = "geo", resource = "/done", output_encoding = "json" }]
                """);
        PipelineDefinition places = read(converted).getFirst();
        assertEquals(List.of("batch", "geo_v1_place", "geo_v1_place-2", "split"), stepsOf(places));
        assertEquals("http://geo.example:8080", places.services().getFirst().address());
        assertEquals(3L, places.services().getFirst().options().get("attempts"));
        assertEquals("http://geo.example:8080/done", places.to().url().toString());
        assertEquals(20L, places.to().options().get("batch"));
        assertSaid(
                converted,
                "enrich = { service = \"geo\", path = \"'/v1/place'\", body = \"input.value\", header_prefix = \"X-\" }");
        assertSaid(converted, "# not carried over: base_backoff_ms = 1000");
    }

    @Test
    void aPipelineDoesNotRunWithoutAScript() throws Exception {
        Converted converted = converted("""
                [[services]]
                provider = "udf"
                name = "scripts"
                script_path = "./scripts"
                engine = { kind = "rhai" }

                [[connectors]]
                name = "users"
                source = { service_name = "broker", resource = "users", input_encoding = "json", output_encoding = "json" }
                middlewares = [{ service_name = "scripts", resource = "anonymize.rhai", output_encoding = "json" }]
                sinks = [{ service_name = "broker", resource = "public", output_encoding = "json" }]
                """);
        assertSaid(converted, "# not carried over: the script \"anonymize.rhai\" of \"scripts\"");
        MistakesException refused = Assertions.assertThrows(MistakesException.class, () -> read(converted));
        assertTrue(refused.mistakes().getFirst().message().contains("anonymize.py"), refused.getMessage());
        Files.writeString(folder.resolve("anonymize.py"), "def process(message, context):\n    return None\n");
        assertEquals(List.of("anonymize"), stepsOf(read(converted).getFirst()));
    }

    @Test
    void everyKeyIsCarriedOverOrTold() throws Exception {
        Converted converted = converted("""
                top = 1
                """, """
                [system]
                encryption_key_path = "./my.key"
                new_setting = "x\\ny"

                [system.checkpoints]
                service_name = "shop"
                resource = "checkpoints"

                [[connectors]]
                name = "orders"
                colour = "red"
                checkpoint = { enabled = true }
                source = { service_name = "shop", resource = "orders", output_encoding = "bson", speed = 3 }
                sinks = [{ service_name = "archive", resource = "orders", output_encoding = "bson", when = 1979-05-27 }]

                [[connectors]]
                enabled = false
                name = "gone"
                source = { service_name = "nowhere", resource = "x", output_encoding = "bson" }
                sinks = []

                [[connectors]]
                enabled = false
                name = "resting"
                source = { service_name = "shop", resource = "x", output_encoding = "bson" }
                sinks = [{ service_name = "archive", resource = "x", output_encoding = "bson" }]
                """);
        assertEquals(1, checked(converted).size());
        assertEquals(List.of("gone", "resting"), converted.disabled());
        for (String key : List.of(
                "top",
                "system.encryption_key_path",
                "system.new_setting",
                "system.checkpoints.service_name",
                "system.checkpoints.resource",
                "colour",
                "speed",
                "when",
                "connectors.gone",
                "connectors.resting",
                "services.broker",
                "services.geo")) {
            assertTrue(
                    converted.notes().stream().map(NotCarriedOver::key).anyMatch(key::equals),
                    key + " is not in " + converted.notes());
        }
        assertSaid(converted, "# not carried over: system.new_setting = \"x\\ny\"");
        assertSaid(converted, "# [pipeline.resting]");
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() throws Exception {
        assertEquals("1:5", places("a = = 1"));
        assertEquals("1:1", places("[[services]]\nname = \"x\"\nprovider = \"http\"\nhost = \"http://x\""));
        ForeignFileException missing = Assertions.assertThrows(ForeignFileException.class, () -> converted("""
                [[connectors]]
                name = "orders"
                source = { service_name = "shopp", resource = "orders", output_encoding = "bson" }
                sinks = [{ service_name = "geo", resource = "x", output_encoding = "xml" }]
                """));
        assertEquals(
                List.of(
                        "there is no service \"shopp\" among the [[services]]",
                        "\"output_encoding\" is json, bson or avro, not \"xml\""),
                missing.mistakes().stream().map(mistake -> mistake.message()).toList());
        assertEquals(33, missing.mistakes().getFirst().line());
        ForeignFileException unreadable = Assertions.assertThrows(ForeignFileException.class, () -> converted("""
                [[services]]
                provider = "mongodb"
                name = "m"
                connection_string = "mongodb://u:12?34@h.example"
                db_name = "d"

                [[connectors]]
                name = "orders"
                source = { service_name = "m", resource = "orders", output_encoding = "bson" }
                sinks = [{ service_name = "archive", resource = "x", output_encoding = "bson" }]
                """));
        String message = unreadable.mistakes().getFirst().message();
        assertFalse(message.contains("12"), "a password that is not encoded is not shown: " + message);
    }

    @Test
    void theCommandWritesFilesWhoseStepsWorkAndOverwritesNone() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("mstream.toml"), SERVICES + """
                [[connectors]]
                name = "places"
                source = { service_name = "broker", resource = "places", input_encoding = "json", output_encoding = "json" }
                middlewares = [{ service_name = "geo", resource = "place", output_encoding = "json" }]
                sinks = [{ service_name = "broker", resource = "done", output_encoding = "json" }]
                """);
        try (InProcess tapedeck = new InProcess(folder)) {
            String printed = tapedeck.expect(0, "convert", "mstream.toml").out();
            assertTrue(printed.contains("\n[pipeline.places]\n"), printed);
            tapedeck.expect(0, "convert", "mstream.toml", "-o", "ours.toml");
            assertEquals(Files.readString(folder.resolve("ours.toml")), printed);
            String again = tapedeck.expect(2, "convert", "mstream.toml", "-o", "ours.toml")
                    .err();
            assertTrue(again.contains("ours.toml is there already; --overwrite replaces it"), again);
            JsonNode json = tapedeck.expect(0, "convert", "mstream.toml", "-o", "ours.toml", "--overwrite", "--json")
                    .json();
            assertEquals("places", json.path("pipelines").path(0).asText());
            assertEquals("[\"ours.toml\"]", json.path("written").toString());
            String wrong = tapedeck.expect(2, "convert", "ours.toml").err();
            assertTrue(wrong.startsWith("ours.toml:1:1  this is no configuration of mstream"), wrong);
            assertEquals("""
                    {"_id":"507f1f77bcf86cd799439011","a":1}
                    {"_id":"k","a":2}
                    {"_id":7,"a":3}
                    """, documents(tapedeck));
        }
    }

    /** What the steps behind a MongoDB source make of changes: those are in a file here. */
    private String documents(InProcess tapedeck) throws IOException {
        Files.writeString(folder.resolve("shop.toml"), SERVICES + """
                [[connectors]]
                name = "orders"
                source = { service_name = "shop", resource = "orders", output_encoding = "json" }
                sinks = [{ service_name = "broker", resource = "orders", output_encoding = "json" }]
                """);
        tapedeck.expect(0, "convert", "shop.toml", "-o", "orders.toml");
        String steps = Files.readString(folder.resolve("orders.toml"));
        Files.writeString(
                folder.resolve("documents.toml"), """
                [pipeline.orders]
                from = "file://changes.ndjson"
                to = "file://documents.ndjson"

                """ + steps.substring(steps.indexOf("[[pipeline.orders.step]]")));
        Files.writeString(folder.resolve("changes.ndjson"), """
                {"operationType":"insert","fullDocument":{"_id":{"$oid":"507f1f77bcf86cd799439011"},"a":1}}
                {"operationType":"update","fullDocumentBeforeChange":{"_id":"k","a":1},"fullDocument":{"_id":"k","a":2}}
                {"operationType":"delete","fullDocumentBeforeChange":{"_id":7,"a":3},"documentKey":{"_id":7}}
                {"operationType":"delete","fullDocumentBeforeChange":null,"documentKey":{"_id":8}}
                {"operationType":"drop"}
                """);
        tapedeck.expect(0, "run", "documents.toml");
        return Files.readString(folder.resolve("documents.ndjson"));
    }

    private String places(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.toml"), text);
        ForeignFileException refused =
                Assertions.assertThrows(ForeignFileException.class, () -> MstreamConversion.convert(file, EXTENSIONS));
        return refused.mistakes().getFirst().line() + ":"
                + refused.mistakes().getFirst().column();
    }

    private Converted converted(String connectors) throws IOException, ForeignFileException {
        return converted("", connectors);
    }

    private Converted converted(String before, String connectors) throws IOException, ForeignFileException {
        Path file = Files.writeString(folder.resolve("mstream.toml"), before + SERVICES + connectors);
        return MstreamConversion.convert(file, EXTENSIONS);
    }

    private List<PipelineDefinition> checked(Converted converted) throws IOException, MistakesException {
        return PipelineFile.check(written(converted), EXTENSIONS, environment(converted));
    }

    /** The same, but Python is not started. */
    private List<PipelineDefinition> read(Converted converted) throws IOException, MistakesException {
        return PipelineFile.read(written(converted), Optional.empty(), EXTENSIONS, environment(converted));
    }

    private Path written(Converted converted) throws IOException {
        return Files.writeString(folder.resolve("pipelines.toml"), converted.text());
    }

    private static Map<String, String> environment(Converted converted) {
        Map<String, String> environment = new HashMap<>();
        converted.variables().forEach(name -> environment.put(name, "set " + name));
        return environment;
    }

    private void schema(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, """
                {"type": "record", "name": "Order", "fields": [{"name": "_id", "type": "string"}]}
                """);
    }

    private static List<String> stepsOf(PipelineDefinition pipeline) {
        return pipeline.steps().stream().map(step -> step.id()).toList();
    }

    /** Comments may go on in the next line. */
    private static void assertSaid(Converted converted, String words) {
        String text = converted.text().replaceAll("\n##?   ", " ");
        assertTrue(text.contains(words), converted.text());
    }
}
