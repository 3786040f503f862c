package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a Java processor with libraries. */
final class LibrariesTest {
    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @BeforeEach
    void copyTheExample() throws IOException {
        tapedeck = new Shelled(folder);
        Files.createDirectory(folder.resolve("lib"));
        for (String file : List.of("orders.toml", "Invoices.java", "shop.log")) {
            tapedeck.example("orders/" + file);
        }
        for (String jar : List.of("commons-lang3", "jackson-annotations", "jackson-core", "jackson-databind")) {
            Files.move(tapedeck.example("orders/lib/" + jar + ".jar"), folder.resolve("lib/" + jar + ".jar"));
        }
    }

    @Test
    void jacksonAndCommonsWorkAndReplayElsewhereWithoutTheJars() throws IOException, InterruptedException {
        Shelled.Result run = tapedeck.run("run", "orders.toml", "--json");
        assertEquals(0, run.exit(), run.toString());
        List<String> invoices = tapedeck.read("invoices.log").lines().toList();
        assertEquals(25, invoices.size(), invoices::toString);
        JsonNode first = new ObjectMapper().readTree(invoices.getFirst());
        assertEquals("A-1", first.get("order").asText());
        assertEquals("Ann", first.get("to").asText());
        assertEquals(28.5, first.get("total").asDouble());
        assertEquals(List.of("order", "to", "total", "spent_so_far", "at"), names(first));

        Files.delete(folder.resolve("lib/jackson-databind.jar"));
        Shelled.Result verified = tapedeck.withFlags("-Duser.timezone=Asia/Tokyo", "-Duser.language=tr", "-Xmx300m")
                .run("verify", "latest", "--checkpoints", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertTrue(verified.json().get("first_divergence").isNull(), verified::toString);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(entry -> entry.getKey()).toList();
    }
}
