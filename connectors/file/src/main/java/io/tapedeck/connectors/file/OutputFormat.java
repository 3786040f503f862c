package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.io.RandomAccessFile;

/** How an output stands in a file. */
interface OutputFormat {
    /**
     * The bytes of an output, with the line's end.
     *
     * @throws EncodingException where the format cannot hold it
     */
    Bytes encode(Output output) throws EncodingException;

    /** What stands before the first output. */
    default Bytes head() {
        return Bytes.EMPTY;
    }

    /** Takes from a file that has outputs already what later ones depend on. */
    default void restore(RandomAccessFile file) throws IOException, EncodingException {}

    /** The format of a file. */
    static OutputFormat of(FileFormat format) {
        return switch (format) {
            case NDJSON -> new JsonLines();
            case CSV, TSV -> new CsvLines(format.separator());
            case TEXT -> new TextLines();
            case TAPE, SEA_STREAMER -> throw new AssertionError("a stream file has no lines");
        };
    }
}
