package io.tapedeck.tools.convert;

import io.tapedeck.log.EncodedMessage;

/** What is lost of a message where only its value is kept. */
final class ValueLosses {
    private ValueLosses() {}

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
