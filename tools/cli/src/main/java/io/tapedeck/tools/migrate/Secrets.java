package io.tapedeck.tools.migrate;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its key whether a value must not be shown. */
final class Secrets {
    private static final List<String> WORDS = List.of(
            "password", "passphrase", "secret", "token", "credential", "jaas", "key", "authmechanismproperties");
    /** Where a secret is, not what it is. */
    private static final List<String> PLACES = List.of(".location", "_path", "file");
    /** Names that have one of the words for another reason. */
    private static final Pattern INNOCENT = Pattern.compile("keystore|keytab|token_name");

    private static final Pattern USER = Pattern.compile("://[^/@\\s]*@");

    private Secrets() {}

    static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        String rest = INNOCENT.matcher(lower).replaceAll("");
        return WORDS.stream().anyMatch(rest::contains) && PLACES.stream().noneMatch(lower::endsWith);
    }

    /** A text without the user and password of a URL in it. */
    static String withoutUser(String text) {
        return USER.matcher(text).replaceAll("://…@");
    }
}
