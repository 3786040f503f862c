package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus ({@code src/test/corpus}): small processors, each with one source of nondeterminism or one way
 * round the barrier, run in two JVMs that differ in zone, locale, heap, collector and all that happened before.
 * Each run takes about half of them, by a {@code seed} that is printed; {@code -Dsweep=full} takes all, and
 * {@code -Dcorpus=<pattern>} those whose names match.
 */
final class CorpusTest {
    private static final int PROCESSORS_MIN = 80;
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void everyProcessorDoesInEveryProcessWhatItsHeaderSays() throws Exception {
        String names = names();
        Process first = start(
                "first",
                "forward",
                names,
                Map.of("TZ", "Asia/Kolkata", "LC_ALL", "de_DE.UTF-8", "LANG", "de_DE.UTF-8"),
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-XX:+UseSerialGC",
                "-Xmx900m");
        Process second = start(
                "second",
                "backward",
                names,
                Map.of("TZ", "America/St_Johns", "LC_ALL", "C", "LANG", "C", "NOISE", "1", "PYTHONHASHSEED", "5"),
                "-Duser.timezone=America/New_York",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Dfile.encoding=ISO-8859-1",
                "-XX:+UseParallelGC",
                "-Xss2m",
                "-Xmx1400m");
        Map<String, Map<String, String>> here = results("first", first);
        Map<String, Map<String, String>> there = results("second", second);
        List<String> problems = new ArrayList<>();
        for (CorpusProcessor processor : CorpusProcessor.all()) {
            if (here.containsKey(processor.name())) {
                problems.addAll(problems(
                        processor,
                        Objects.requireNonNull(here.get(processor.name())),
                        there.getOrDefault(processor.name(), Map.of())));
            }
        }
        assertEquals("", String.join("\n", problems));
    }

    /** The pattern of the names of those to run. */
    private static String names() throws IOException {
        String pattern = System.getProperty("corpus", "");
        if (FULL || !pattern.isEmpty()) {
            return pattern;
        }
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("CorpusTest: -Dseed=" + seed);
        Random random = new Random(seed);
        return CorpusProcessor.all().stream()
                .map(CorpusProcessor::name)
                .filter(name -> random.nextBoolean())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    private static List<String> problems(
            CorpusProcessor processor, Map<String, String> here, Map<String, String> there) {
        return switch (processor.expected()) {
            case KNOWN_GAP -> List.of();
            case REFUSED -> whereNone(processor, "refused: ", here, there);
            case STOPS -> whereNone(processor, "failed (LIMIT): ", here, there);
            case IDENTICAL ->
                Stream.concat(differences(processor, here, there), claims(processor, here))
                        .toList();
        };
    }

    private static List<String> whereNone(
            CorpusProcessor processor, String failure, Map<String, String> here, Map<String, String> there) {
        return Stream.of(here, there)
                .map(Map::values)
                .filter(results -> results.stream()
                        .noneMatch(result -> result.startsWith(failure) && result.contains(processor.text())))
                .map(results -> processor.name() + ": not " + failure + results)
                .toList();
    }

    /** One of the two was restored before the second input, unless that is known to lose something. */
    private static Stream<String> differences(
            CorpusProcessor processor, Map<String, String> here, Map<String, String> there) {
        return here.keySet().stream().flatMap(part -> {
            String one = here.getOrDefault(part, "");
            String other = there.getOrDefault(part, "nothing");
            String where = processor.name() + ", input " + part + ":\n  ";
            if (one.startsWith("failed") || one.startsWith("refused")) {
                return Stream.of(where + one);
            }
            return one.equals(other) ? Stream.of() : Stream.of(where + one + "\n  " + other);
        });
    }

    private static Stream<String> claims(CorpusProcessor processor, Map<String, String> results) {
        boolean loses = results.entrySet().stream()
                .filter(each -> each.getKey().startsWith(CorpusRunner.RESTORED))
                .anyMatch(each ->
                        !each.getValue().equals(results.get(each.getKey().substring(CorpusRunner.RESTORED.length()))));
        return loses == processor.losesGlobals()
                ? Stream.of()
                : Stream.of(processor.name() + ": a restore loses nothing");
    }

    private Process start(String name, String order, String names, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = Stream.of(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-Dtapedeck.root=" + System.getProperty("tapedeck.root")),
                        Stream.of(options),
                        Stream.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                CorpusRunner.class.getName(),
                                folder.resolve(name).toString(),
                                order,
                                names))
                .flatMap(each -> each)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Map<String, Map<String, String>> results(String name, Process process)
            throws IOException, InterruptedException {
        assertEquals(0, process.waitFor(), Files.readString(folder.resolve(name + ".txt")));
        Map<String, Map<String, String>> results = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            String[] parts = line.split("\t", 3);
            results.computeIfAbsent(parts[0], each -> new LinkedHashMap<>()).put(parts[1], parts[2]);
        }
        return results;
    }

    /** After a change of the corpus {@code -Dcorpus.write=true} writes the table. */
    @Test
    void theTableInTheSpecificationIsThatOfTheCorpus() throws IOException {
        Path page = Path.of(System.getProperty("tapedeck.root"), "spec/determinism.md");
        String text = Files.readString(page);
        String expected = CorpusTable.replaceIn(text, CorpusProcessor.all());
        if (Boolean.getBoolean("corpus.write")) {
            Files.writeString(page, expected);
        } else {
            assertEquals(expected, text);
        }
    }

    @Test
    void theCorpusIsLarge() throws IOException {
        int size = CorpusProcessor.all().size();
        assertTrue(size >= PROCESSORS_MIN, size + " processors");
    }
}
