package io.tapedeck.tools.cli;

import io.tapedeck.log.LogProgress;
import java.util.Locale;

/** Shows how far a walk through a log is, once it takes long enough to ask. */
final class BytesProgress implements LogProgress {
    private static final long SHOW_NANOS = 200_000_000;

    private final String word;
    private long shownNanos = System.nanoTime();

    BytesProgress(String word) {
        this.word = word;
    }

    @Override
    public void report(long bytesDone, long bytesTotal) {
        long now = System.nanoTime();
        if (now - shownNanos >= SHOW_NANOS && bytesTotal > 0) {
            shownNanos = now;
            Screen.progress(String.format(
                    Locale.ROOT,
                    "%s  %s of %s (%d %%)",
                    word,
                    Format.bytes(bytesDone),
                    Format.bytes(bytesTotal),
                    Math.min(100, bytesDone * 100 / bytesTotal)));
        }
    }
}
