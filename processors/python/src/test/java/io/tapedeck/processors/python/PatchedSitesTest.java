package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.processors.python.patch.GraalPyPatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The calls that the build rewrote in GraalPy, and those of clocks, chance, identities, the machine and its limits
 * that it left, against the lists that were looked through. After an upgrade of GraalPy look at what is new and what
 * is gone, then take over {@code META-INF/tapedeck/graalpy-sites.txt} and {@code graalpy-left-alone.txt} from the
 * built classes.
 */
final class PatchedSitesTest {
    @Test
    void theRewrittenCallsAreTheKnownOnes() throws IOException {
        assertEquals(read("patched-sites.txt"), read("/" + GraalPyPatcher.SITES));
    }

    @Test
    void theCallsLeftAloneAreThoseThatWereLookedAt() throws IOException {
        assertEquals(read("left-alone-sites.txt"), read("/" + GraalPyPatcher.LEFT_ALONE));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = PatchedSitesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
