package io.tapedeck.tools.migrate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB connection string, taken apart.
 *
 * @param isSrv whether the host is a name under which DNS has the members
 * @param user the user, decoded; the password is left behind
 * @param options what follows the question mark, decoded
 */
record MongoAddress(
        boolean isSrv,
        String hosts,
        Optional<String> user,
        boolean hasPassword,
        Optional<String> database,
        Map<String, String> options) {
    private static final Pattern GRAMMAR = Pattern.compile("mongodb(?<srv>\\+srv)?://"
            + "(?:(?<user>[^:@/?]*)(?<password>:[^@/?]*)?@)?"
            + "(?<hosts>[A-Za-z0-9._-]+(?::\\d+)?(?:,[A-Za-z0-9._-]+(?::\\d+)?)*|\\[[0-9a-fA-F:]+](?::\\d+)?)"
            + "(?:/(?<database>[^/?@]*))?(?:\\?(?<options>.*))?");

    /** A sign that an unencoded password went on to here; this option alone has it for another reason. */
    private static final Pattern STRAY = Pattern.compile("(?i)(?!appname=).*@.*");

    /** Takes one apart; empty where it is none, for then nobody knows what of it is secret. */
    static Optional<MongoAddress> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches() || isTorn(matcher.group("options"))) {
            return Optional.empty();
        }
        return Optional.of(new MongoAddress(
                matcher.group("srv") != null,
                matcher.group("hosts"),
                Optional.ofNullable(matcher.group("user")).map(MongoAddress::decoded),
                matcher.group("password") != null,
                Optional.ofNullable(matcher.group("database")).filter(name -> !name.isEmpty()),
                options(Optional.ofNullable(matcher.group("options")).orElse(""))));
    }

    private static boolean isTorn(@Nullable String options) {
        return options != null
                && Stream.of(options.split("[&;]", -1))
                        .anyMatch(option -> STRAY.matcher(option).matches());
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : text.split("[&;]", -1)) {
            if (!option.isEmpty()) {
                int at = option.indexOf('=');
                options.put(at < 0 ? option : option.substring(0, at), at < 0 ? "" : decoded(option.substring(at + 1)));
            }
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that stands for itself
        }
    }
}
