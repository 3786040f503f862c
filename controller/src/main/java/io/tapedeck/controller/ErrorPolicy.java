package io.tapedeck.controller;

import java.util.Locale;
import java.util.Optional;

/** What follows when a message fails. */
public enum ErrorPolicy {
    /** The run fails; run again, it tries the message again. */
    STOP,
    /** The message is passed over, once that is in the log. */
    SKIP,
    /** The message is passed over and goes to the dead-letter sink. */
    DEAD_LETTER;

    /** The word in a pipeline file and in the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ErrorPolicy> ofWord(String word) {
        for (ErrorPolicy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
