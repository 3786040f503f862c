package io.tapedeck.tools.migrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables of the environment that stand where secrets stood, or what a file does not say. */
final class Variables {
    private final Map<String, String> purposes = new LinkedHashMap<>();

    /** A variable for something of a service, which has the same one again when it is asked for again. */
    String nameFor(String service, String what) {
        String purpose = what + " of " + service;
        String base = word(service + "_" + what);
        String name = base;
        for (int i = 2; !purposes.getOrDefault(name, purpose).equals(purpose); i++) {
            name = base + "_" + i;
        }
        purposes.put(name, purpose);
        return name;
    }

    /** One that the original names itself. */
    void named(String name) {
        purposes.putIfAbsent(name, "named by the original");
    }

    /** How a pipeline file refers to a variable. */
    static String reference(String name) {
        return "${env:" + name + "}";
    }

    /** Their names, in the order in which they came up. */
    List<String> names() {
        return List.copyOf(purposes.keySet());
    }

    private static String word(String text) {
        String word = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "_" + word : word;
    }
}
