package io.tapedeck.tools.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks what is too long for a line: lines have 100 columns. */
final class Wrapping {
    /** The columns of a line. */
    static final int COLUMNS = 100;

    private Wrapping() {}

    /**
     * Breaks a text between words, and a word that is longer than a line where the line ends.
     *
     * @param first what the first line begins with
     * @param indent how far the other lines are indented
     */
    static List<String> lines(String first, String text, int indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean isBegun = false;
        for (String word : text.split(" ", -1)) {
            if (isBegun && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                isBegun = false;
            }
            line.append(isBegun ? " " : "").append(word);
            isBegun = true;
            while (line.length() > COLUMNS) {
                lines.add(line.substring(0, COLUMNS));
                line = new StringBuilder(" ".repeat(indent)).append(line.substring(COLUMNS));
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
