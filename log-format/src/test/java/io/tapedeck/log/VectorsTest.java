package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VectorsTest {
    private static final Path CHECKED_IN = Path.of(System.getProperty("tapedeck.root"), "spec", "vectors");

    @Test
    void whatIsWrittenTodayIsWhatIsCheckedIn() throws IOException {
        Map<String, byte[]> made = Vectors.make();
        assertEquals(checkedIn(), made.keySet());
        for (Map.Entry<String, byte[]> file : made.entrySet()) {
            byte[] expected = Files.readAllBytes(CHECKED_IN.resolve(file.getKey()));
            assertArrayEquals(expected, file.getValue(), file.getKey());
            assertTrue(expected.length < 32 * 1024, file.getKey());
        }
    }

    private static Set<String> checkedIn() throws IOException {
        try (Stream<Path> files = Files.list(CHECKED_IN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void whatIsCheckedInReadsAsExpected() throws IOException {
        for (String name : checkedIn()) {
            if (name.endsWith(".tape")) {
                byte[] expected = Files.readAllBytes(CHECKED_IN.resolve(name.replace(".tape", ".json")));
                assertArrayEquals(expected, VectorsJson.log(CHECKED_IN.resolve(name)), name);
            }
        }
    }
}
