package io.tapedeck.processors.python;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names of modules that a source imports. It looks for the words, not for the grammar: what stands
 * in a string or a comment is found too, which does no harm, since only files that exist are taken.
 */
final class ImportScanner {
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
    private static final String DOTTED = NAME + "(?:\\." + NAME + ")*";
    private static final String ALIASED = DOTTED + "(?:\\s+as\\s+" + NAME + ")?";

    private static final Pattern IMPORT =
            Pattern.compile("(?m)(?:^|[;:])[ \\t]*import[ \\t]+(" + ALIASED + "(?:\\s*,\\s*" + ALIASED + ")*)");
    private static final Pattern FROM =
            Pattern.compile("(?m)(?:^|[;:])[ \\t]*from[ \\t]+(" + DOTTED + ")[ \\t]+import\\b");
    private static final Pattern CALL =
            Pattern.compile("\\b(?:import_module|__import__)\\(\\s*[\"'](" + DOTTED + ")[\"']");

    private ImportScanner() {}

    /** The first part of each imported name, in order. */
    static Set<String> topLevelNames(String source) {
        String joined = source.replace("\\\n", " ");
        Set<String> names = new LinkedHashSet<>();
        for (Matcher matcher = IMPORT.matcher(joined); matcher.find(); ) {
            for (String part : matcher.group(1).split(",", -1)) {
                names.add(topLevel(part.strip()));
            }
        }
        for (Pattern pattern : new Pattern[] {FROM, CALL}) {
            for (Matcher matcher = pattern.matcher(joined); matcher.find(); ) {
                names.add(topLevel(matcher.group(1)));
            }
        }
        return names;
    }

    private static String topLevel(String name) {
        return name.split("[.\\s]", 2)[0];
    }
}
