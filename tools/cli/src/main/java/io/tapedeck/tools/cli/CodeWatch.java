package io.tapedeck.tools.cli;

import io.tapedeck.controller.Variation;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Waits for the code that a replay takes to be saved with another content. */
final class CodeWatch {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Reading reading;
    private String seen = "";

    /** Reads the files as they are now. */
    interface Reading {
        Variation read() throws IOException, WrongUseException;
    }

    CodeWatch(Reading reading) {
        this.reading = reading;
    }

    /** The files as they are now; what is saved later is news. */
    Variation read() throws IOException, WrongUseException {
        seen = content();
        return reading.read();
    }

    /** Returns when the files are others than those that were read last, and are so for a moment: saving takes time. */
    void awaitChange() throws InterruptedException {
        String before;
        String now = seen;
        do {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            before = now;
            now = content();
        } while (now.equals(seen) || !now.equals(before));
    }

    /** Tells contents apart; that of files that cannot be read is the reason. */
    private String content() {
        try {
            Variation variation = reading.read();
            Map<String, String> digests = new TreeMap<>();
            for (Map.Entry<String, ProcessorCode> step : variation.with().entrySet()) {
                digests.put(step.getKey(), step.getValue().digest());
            }
            return digests + " " + variation.stubs();
        } catch (IOException | WrongUseException e) {
            return e.toString();
        }
    }
}
