package io.tapedeck.tools.cli;

import picocli.CommandLine.Option;

/** What a line is, of {@code tap} and {@code flux} alike. */
final class LineFormatOption {
    /** The word of a line that is a content and nothing else. */
    static final String TEXT = "text";

    /** The word of a line that is a JSON value. */
    static final String NDJSON = "ndjson";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "what a line is: text, a content as it is (the default); ndjson, a JSON value; seastreamer, a"
                    + " content behind its place: [time | stream | sequence | shard] content")
    private String word = TEXT;

    String word() {
        return word;
    }
}
