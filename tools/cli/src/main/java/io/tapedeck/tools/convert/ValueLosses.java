package io.tapedeck.tools.convert;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;

/** What is lost of a message where only its value is kept. */
final class ValueLosses {
    static final String WITHHELD = "its payload is not in the log, but at its source";

    private ValueLosses() {}

    /** Counts a payload as lost that the log withholds. */
    static void checkPayload(Incoming incoming, Losses losses) throws LossException {
        if (incoming.message().encoding() == PayloadEncoding.WITHHELD) {
            losses.lose(Loss.WITHHELD, incoming.place(), WITHHELD);
        }
    }

    /**
     * Counts key and headers as lost.
     *
     * @param target what cannot hold them, with its article
     */
    static void check(Incoming incoming, Losses losses, String target) throws LossException {
        EncodedMessage message = incoming.message();
        if (!message.key().isNull()) {
            losses.lose(Loss.KEYS, incoming.place(), "it has a key, which " + target + " does not hold");
        }
        checkHeaders(incoming, losses, target);
    }

    /** Counts headers as lost. */
    static void checkHeaders(Incoming incoming, Losses losses, String target) throws LossException {
        if (!incoming.message().headers().isEmpty()) {
            losses.lose(Loss.HEADERS, incoming.place(), "it has headers, which " + target + " does not hold");
        }
    }
}
