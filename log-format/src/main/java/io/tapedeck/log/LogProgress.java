package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Is told how far a walk through a log has come; often, so it should be quick. */
@FunctionalInterface
public interface LogProgress {
    /** Nobody wants to know. */
    LogProgress NONE = (bytesDone, bytesTotal) -> {};

    /** {@code bytesDone} of {@code bytesTotal} are done. */
    void report(long bytesDone, long bytesTotal);

    /** The size of all files. */
    static long bytesTotal(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        return total;
    }
}
