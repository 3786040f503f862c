package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.processors.python.patch.GraalPyPatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The calls that the build rewrote in GraalPy, against the list that was looked through. After an upgrade of
 * GraalPy look at what is new and what is gone, then take over {@code META-INF/tapedeck/graalpy-sites.txt}
 * from the built classes.
 */
final class PatchedSitesTest {
    @Test
    void theRewrittenCallsAreTheKnownOnes() throws IOException {
        assertEquals(read("patched-sites.txt"), read("/" + GraalPyPatcher.SITES));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = PatchedSitesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
