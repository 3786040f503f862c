package io.tapedeck.controller;

import io.tapedeck.runtime.ProcessorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a step's source.
 *
 * @param file its file
 * @param line its number, from 1
 * @param text the line without blanks around it
 */
public record CodeLine(String file, int line, String text) {
    private static final Pattern SOURCE = Pattern.compile(".*\\.(py|java)");
    private static final Pattern NO_CODE = Pattern.compile("^(#|//|/?\\*|import\\b|from\\b|package\\b|$)");
    private static final int LINES_MAX = 3;

    /** The first lines in which a pattern is found, in the entry's file before others. */
    static List<CodeLine> matching(ProcessorCode code, Pattern pattern) {
        List<CodeLine> found = new ArrayList<>();
        Optional<ProcessorCode.File> entry = code.file(code.entry());
        entry.ifPresent(file -> addMatching(file, pattern, found));
        code.files().stream()
                .filter(file -> !file.name().equals(code.entry()))
                .forEach(file -> addMatching(file, pattern, found));
        return found.subList(0, Math.min(LINES_MAX, found.size()));
    }

    private static void addMatching(ProcessorCode.File file, Pattern pattern, List<CodeLine> found) {
        if (!SOURCE.matcher(file.name()).matches()) {
            return;
        }
        List<String> lines = file.content().toUtf8().lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!NO_CODE.matcher(lines.get(i)).find()
                    && pattern.matcher(lines.get(i)).find()) {
                found.add(new CodeLine(file.name(), i + 1, lines.get(i)));
            }
        }
    }
}
