package io.tapedeck.processors.java;

import io.tapedeck.runtime.ProcessorContext;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A {@link PrintStream} whose lines go to the log of the call in progress. */
public final class LogStream extends PrintStream {
    private final Lines lines;

    /** A stream that keeps its lines until the first call. */
    public LogStream() {
        this(new Lines());
    }

    private LogStream(Lines lines) {
        super(lines, false, StandardCharsets.UTF_8);
        this.lines = lines;
    }

    /** Sends lines to {@code context} from here on, first those that were printed before any call. */
    public void begin(ProcessorContext context) {
        lines.context = context;
        if (lines.early != null) {
            lines.early.lines().forEach(context::log);
            lines.early = null;
        }
    }

    /** Ends a line that was begun. */
    public void end() {
        if (lines.begun) {
            flush();
            lines.endLine();
        }
    }

    private static final class Lines extends OutputStream {
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private boolean begun;
        private @Nullable ProcessorContext context;
        private @Nullable String early;

        @Override
        public void write(int octet) {
            if (octet == '\n') {
                endLine();
            } else {
                buffer.write(octet);
                begun = true;
            }
        }

        private void endLine() {
            String line = buffer.toString(StandardCharsets.UTF_8);
            buffer.reset();
            begun = false;
            if (context != null) {
                context.log(line);
            } else {
                early = early == null ? line : early + "\n" + line;
            }
        }
    }
}
