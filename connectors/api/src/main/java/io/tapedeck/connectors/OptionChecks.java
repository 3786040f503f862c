package io.tapedeck.connectors;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import java.util.Optional;

/** What is wrong with options that many connectors have, in the same words. */
public final class OptionChecks {
    private OptionChecks() {}

    /** That a number is not in a range; {@link Long#MAX_VALUE} is no bound. */
    public static Optional<Mistake> range(String option, Optional<Long> given, long min, long max) {
        String range = min + (max < Long.MAX_VALUE ? " to " + max : " or more");
        return given.filter(number -> number < min || number > max)
                .map(number -> new Mistake(option, "\"" + option + "\" is " + range + ", not " + number));
    }

    /** That a word is not one of {@link PayloadDecoder#encodingOf}. */
    public static Optional<Mistake> encoding(String option, Optional<String> given) {
        return given.filter(word -> PayloadDecoder.encodingOf(word).isEmpty())
                .map(word -> new Mistake(
                        option, "\"" + option + "\" is \"json\", \"text\" or \"bytes\", not \"" + word + "\""));
    }
}
