package io.tapedeck.processors.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A processor of the corpus: a file of {@code src/test/corpus}, in the folder of its group. The first lines
 * say what it shows and what is expected:
 *
 * <pre>
 *   # time.time(), time.time_ns()
 *   # identical | refused: &lt;text&gt; | stops: &lt;text&gt; | known gap: &lt;what differs&gt;
 *   # globals: lost on restore                        where that is so
 * </pre>
 *
 * @param name group and file, such as {@code clocks/time_of_day}
 * @param shows the calls that it shows
 * @param expected what is expected of it
 * @param text the text of the message, or what differs
 * @param losesGlobals whether it keeps what a restore loses
 * @param source the file
 */
record CorpusProcessor(String name, String shows, Expected expected, String text, boolean losesGlobals, String source) {
    static final Path FOLDER = Path.of(System.getProperty("tapedeck.root"), "processors/python/src/test/corpus");

    /** What is expected of a processor. */
    enum Expected {
        /** The same outputs and state in every process. */
        IDENTICAL,
        /** A failure of kind "refused". */
        REFUSED,
        /** A failure of kind "limit", that always stops the run. */
        STOPS,
        /** What may differ between processes. */
        KNOWN_GAP
    }

    /** All, by name. */
    static List<CorpusProcessor> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .map(CorpusProcessor::read)
                    .toList();
        }
    }

    private static CorpusProcessor read(Path file) {
        String name = FOLDER.relativize(file).toString().replace('\\', '/').replace(".py", "");
        try {
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CorpusProcessor parse(String name, String source) {
        List<String> header = source.lines()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toList();
        if (header.size() < 2) {
            throw new IllegalArgumentException(name + ": the header needs two lines");
        }
        String[] expectation = header.get(1).split(": ", 2);
        Expected expected = switch (expectation[0]) {
            case "identical" -> Expected.IDENTICAL;
            case "refused" -> Expected.REFUSED;
            case "stops" -> Expected.STOPS;
            case "known gap" -> Expected.KNOWN_GAP;
            default -> throw new IllegalArgumentException(name + ": " + header.get(1));
        };
        if (expectation.length == (expected == Expected.IDENTICAL ? 2 : 1)) {
            throw new IllegalArgumentException(name + ": " + header.get(1));
        }
        return new CorpusProcessor(
                name,
                header.getFirst(),
                expected,
                expectation.length == 2 ? expectation[1] : "",
                header.contains("globals: lost on restore"),
                source);
    }

    /** Whether a call of it is to fail. */
    boolean fails() {
        return expected == Expected.REFUSED || expected == Expected.STOPS;
    }

    /** The folder that it is in. */
    String group() {
        return name.substring(0, name.indexOf('/'));
    }
}
