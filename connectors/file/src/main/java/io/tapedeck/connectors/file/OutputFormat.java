package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
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

    /**
     * What stands in the file for an effect, where its place or time matters; called once for each, in order.
     *
     * @throws ConnectorException where the format cannot hold it
     */
    default Bytes frame(Effect effect) throws ConnectorException {
        return effect.encoded();
    }

    /** What stands at the end of a file that is closed; where it is empty, with what stands at its start. */
    default Bytes foot() {
        return Bytes.EMPTY;
    }

    /**
     * Takes from a file that has outputs already what later ones depend on.
     *
     * @param length how much of the file counts
     * @return where the next output belongs: at {@code length}, or before what stands at a closed file's end
     */
    default long restore(RandomAccessFile file, long length) throws IOException, EncodingException {
        return length;
    }

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
