package io.tapedeck.processors.python;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts what the code prints into lines for the step's log. Lines printed while the module is loaded wait for
 * the first step.
 */
final class LineLog extends OutputStream {
    private final StringBuilder open = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    void print(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(open.append(text, start, end).toString());
            open.setLength(0);
            start = end + 1;
        }
        open.append(text, start, text.length());
    }

    /** Hands on the whole lines. */
    void drain(Consumer<String> log) {
        if (!lines.isEmpty()) {
            lines.forEach(log);
            lines.clear();
        }
    }

    /** Hands on all, a last line without its end too. */
    void finish(Consumer<String> log) {
        if (!open.isEmpty()) {
            print("\n");
        }
        drain(log);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** What GraalPy itself writes: warnings, for the most part. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        print(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
}
