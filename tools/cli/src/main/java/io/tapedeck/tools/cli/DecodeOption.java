package io.tapedeck.tools.cli;

import io.tapedeck.log.PayloadEncoding;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the payloads of a SeaStreamer file are to be read: they are bytes, and only their writer knows more. */
final class DecodeOption {
    /** What payloads may be. */
    enum Decode {
        BYTES(PayloadEncoding.BYTES),
        TEXT(PayloadEncoding.TEXT),
        JSON(PayloadEncoding.JSON);

        private final PayloadEncoding encoding;

        Decode(PayloadEncoding encoding) {
            this.encoding = encoding;
        }
    }

    @Option(
            names = "--decode",
            paramLabel = "KIND",
            description = "how the payloads of a .ss file are to be read: bytes (the default), text or json")
    private Optional<Decode> decode = Optional.empty();

    PayloadEncoding encoding() {
        return decode.orElse(Decode.BYTES).encoding;
    }

    /** @throws WrongUseException where it was given for a log of ours, which says itself what its payloads are */
    void refuseFor(Path log) throws WrongUseException {
        if (decode.isPresent()) {
            throw new WrongUseException(
                    "--decode is for SeaStreamer's files (.ss); " + log + " says itself what its payloads are");
        }
    }
}
