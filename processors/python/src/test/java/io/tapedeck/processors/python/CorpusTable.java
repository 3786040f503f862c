package io.tapedeck.processors.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corpus as a table of {@code spec/determinism.md}: a row for what happens alike in a group. */
final class CorpusTable {
    private static final Pattern SECTION = Pattern.compile("(## Python: the corpus\n).*?(?=\n## |\\z)", Pattern.DOTALL);
    private static final String INTRODUCTION = """

            Small processors, each with one source of nondeterminism or one way round the barrier
            (`processors/python/src/test/corpus`). A test runs them in two JVMs with other zones, locales, heaps,
            collectors and a different past, and restores each between inputs; it also makes this table.
            "Same" is the same outputs, state and notes in both; what "stops" is a limit of the machine, which no code can
            catch. What is "lost on restore" is the same in a whole
            replay; a run that goes on from a checkpoint begins it anew, as also the numbers by which objects
            of the module, that live longer than a call, are known to `id`, `hash` and `repr`.

            | Source | Examples | What happens |
            |---|---|---|
            """;

    private CorpusTable() {}

    /** The page with its section made anew. */
    static String replaceIn(String page, List<CorpusProcessor> corpus) {
        Matcher matcher = SECTION.matcher(page);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the page has no section for the corpus");
        }
        return page.substring(0, matcher.end(1)) + INTRODUCTION + rows(corpus) + page.substring(matcher.end());
    }

    private static String rows(List<CorpusProcessor> corpus) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        List<CorpusProcessor> sorted = corpus.stream()
                .sorted(Comparator.comparing(CorpusProcessor::group)
                        .thenComparing(CorpusProcessor::expected)
                        .thenComparing(CorpusProcessor::losesGlobals))
                .toList();
        for (CorpusProcessor processor : sorted) {
            rows.computeIfAbsent(processor.group() + "\t" + happens(processor), each -> new ArrayList<>())
                    .add("`" + processor.shows().replace("|", "\\|") + "`");
        }
        StringBuilder text = new StringBuilder();
        rows.forEach((row, examples) -> {
            String[] parts = row.split("\t", 2);
            text.append(
                    "| %s | %s | %s |\n".formatted(parts[0].replace('_', ' '), String.join(" · ", examples), parts[1]));
        });
        return text.toString();
    }

    private static String happens(CorpusProcessor processor) {
        return switch (processor.expected()) {
            case IDENTICAL -> processor.losesGlobals() ? "same; lost on restore" : "same";
            case REFUSED -> "refused: “" + processor.text() + "”";
            case STOPS -> "stops: “" + processor.text() + "”";
            case KNOWN_GAP -> "**known gap**: " + processor.text();
        };
    }
}
