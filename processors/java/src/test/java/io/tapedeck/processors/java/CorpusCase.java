package io.tapedeck.processors.java;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A processor of the corpus: one source of nondeterminism, or one way round the guard. Its file begins with
 * comments that say what is expected:
 *
 * <pre>
 * // example: System.currentTimeMillis      for the table in spec/determinism.md
 * // expect: identical                      or "refused: ", "stops: " and text of the message, or "known gap"
 * // static: lost on restore                if it keeps state anywhere but in the store
 * // library: commons-lang3                 the jars that it uses, if any
 * </pre>
 *
 * @param source the folder, which names the source of nondeterminism
 * @param name the file's name without {@code .java}, which is the class's
 */
record CorpusCase(
        String source,
        String name,
        Path file,
        String example,
        Expectation expectation,
        String text,
        boolean keepsStatics,
        List<String> libraries) {
    private static final Path CORPUS =
            Path.of(System.getProperty("tapedeck.root", "."), "processors", "java", "src", "test", "corpus");

    /** What must come of a processor. */
    enum Expectation {
        /** The same outputs, state and clock in every JVM. */
        IDENTICAL("identical"),
        /** A refusal, in the same words. */
        REFUSED("refused"),
        /** A failure of a call, in the same words. */
        STOPS("stops"),
        /** Outputs that differ, which {@code spec/determinism.md} owns up to. */
        KNOWN_GAP("known gap");

        private final String word;

        Expectation(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Expectation of(String word) {
            return Arrays.stream(values())
                    .filter(value -> value.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expect: " + word));
        }
    }

    /** All cases, in the order of their sources and names. */
    static List<CorpusCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return sorted.stream().map(CorpusCase::read).toList();
        }
    }

    private static CorpusCase read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Map<String, String> header = new LinkedHashMap<>();
            lines.takeWhile(line -> line.startsWith("// "))
                    .map(line -> line.substring(3).split(": ", 2))
                    .forEach(words -> header.put(words[0], words[1]));
            String[] expected = header.get("expect").split(": ", 2);
            String name = file.getFileName().toString();
            return new CorpusCase(
                    file.getParent().getFileName().toString(),
                    name.substring(0, name.length() - ".java".length()),
                    file,
                    header.get("example"),
                    Expectation.of(expected[0]),
                    expected.length > 1 ? expected[1] : "",
                    header.containsKey("static"),
                    header.containsKey("library")
                            ? List.of(header.get("library").split(" "))
                            : List.of());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the header of " + file, e);
        }
    }
}
