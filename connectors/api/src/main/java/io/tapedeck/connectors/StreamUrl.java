package io.tapedeck.connectors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream's URL, {@code scheme://rest} ({@code spec/stream-url.md}). For {@code file}, {@code chronicle} and
 * {@code stdio} the whole rest is a path, spaces and all; nothing in it is decoded.
 *
 * @param scheme the scheme, in lower case
 * @param rest what stands behind {@code ://}
 */
public record StreamUrl(String scheme, String rest) {
    private static final Pattern GRAMMAR = Pattern.compile("([a-z][a-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException where it is none, with a sentence that shows the form
     */
    public static StreamUrl parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a stream's URL; it would be like file://data/in.ndjson");
        }
        return new StreamUrl(matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return scheme + "://" + rest;
    }
}
