package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.LineFraming;
import io.tapedeck.connectors.RecordFraming;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;

/** What a record of a file is. */
interface RecordFormat {
    /** Where records end. */
    RecordFraming framing();

    /** How the payloads are to be read. */
    PayloadEncoding encoding();

    /** Whether a record says nothing, and is passed over. */
    boolean isBlank(Bytes record);

    /** Whether the next record tells what the others mean, and is no input. */
    boolean wantsHeader();

    /**
     * Takes the header.
     *
     * @param where the file and line, for messages to people
     */
    void readHeader(Bytes record, String where) throws ConnectorException;

    /**
     * The payload of a record.
     *
     * @throws EncodingException where the record cannot be read
     */
    Bytes payload(Bytes record) throws EncodingException;

    /** The format of a file. */
    static RecordFormat of(FileFormat format) {
        return switch (format) {
            case NDJSON -> new Lines(PayloadEncoding.JSON);
            case CSV, TSV -> new CsvRows(format.separator());
            case TEXT -> new Lines(PayloadEncoding.TEXT);
            case TAPE, SEA_STREAMER -> throw new AssertionError("a stream file has no lines");
        };
    }

    /** Lines that are payloads as they stand; blank ones are passed over unless they are text. */
    record Lines(PayloadEncoding encoding) implements RecordFormat {
        @Override
        public RecordFraming framing() {
            return new LineFraming();
        }

        @Override
        public boolean isBlank(Bytes record) {
            if (encoding == PayloadEncoding.TEXT) {
                return false;
            }
            int at = 0;
            while (at < record.length()
                    && (record.get(at) == ' ' || record.get(at) == '\t' || record.get(at) == '\r')) {
                at++;
            }
            return at == record.length();
        }

        @Override
        public boolean wantsHeader() {
            return false;
        }

        @Override
        public void readHeader(Bytes record, String where) {
            throw new AssertionError("lines have no header");
        }

        @Override
        public Bytes payload(Bytes record) {
            return record;
        }
    }
}
