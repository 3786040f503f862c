package io.tapedeck.processors.java;

import io.tapedeck.processors.java.CorpusCase.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of the corpus in {@code spec/determinism.md}; {@link #main} writes it. */
final class CorpusTable {
    private static final Path SPEC = Path.of(System.getProperty("tapedeck.root", "."), "spec", "determinism.md");
    private static final String BEGIN = "<!-- Made from the corpus by CorpusTable; a test compares. -->\n";
    private static final String END = "<!-- End of the table. -->\n";

    private CorpusTable() {}

    /** Writes the table into the page, where it stands now. */
    public static void main(String[] arguments) throws IOException {
        String page = Files.readString(SPEC);
        Files.writeString(
                SPEC,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                        + of(CorpusCase.all())
                        + page.substring(page.indexOf(END)));
    }

    /** The table as it stands in the page. */
    static String inSpec() throws IOException {
        String page = Files.readString(SPEC);
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    }

    /** The table that tells of {@code cases}: a row for each source and what becomes of it. */
    static String of(List<CorpusCase> cases) {
        Map<String, List<CorpusCase>> rows = cases.stream()
                .sorted(java.util.Comparator.comparing(CorpusCase::source).thenComparing(CorpusCase::expectation))
                .collect(Collectors.groupingBy(
                        each -> "| " + each.source().replace('-', ' ') + " | " + outcome(each) + " | ",
                        LinkedHashMap::new,
                        Collectors.toList()));
        return "\n| Source | What happens | Examples |\n|---|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> row.getKey() + examples(row.getValue()) + " |\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String outcome(CorpusCase each) {
        String word = each.expectation() == Expectation.KNOWN_GAP
                ? "**known gap**"
                : each.expectation().word();
        return word + (each.keepsStatics() ? ", lost on restore" : "");
    }

    private static String examples(List<CorpusCase> cases) {
        return cases.stream()
                .map(each -> each.example().contains("`") ? each.example() : "`" + each.example() + "`")
                .map(example -> example.replace("|", "\\|"))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
