package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.CsvRow;
import java.util.List;
import java.util.Optional;

/**
 * What a format needs to know besides its name; each format looks only at its own.
 *
 * @param schema Avro: what is written, and what is read becomes, as Avro's JSON
 * @param writerSchema Avro: what the bytes that are read were written with, if not {@code schema}
 * @param extended JSON: whether it is MongoDB's extended JSON
 * @param exactIntegers BSON and extended JSON: whether an int64 that would fit an int32 is told from one
 * @param columns CSV: the names of a row's fields; empty where a row is a list
 * @param separator CSV: what stands between fields, one ASCII character
 * @param quote CSV: what stands around fields that need it, one ASCII character
 */
public record CodecOptions(
        Optional<String> schema,
        Optional<String> writerSchema,
        boolean extended,
        boolean exactIntegers,
        List<String> columns,
        char separator,
        char quote) {
    /** Nothing but the usual. */
    public static final CodecOptions NONE =
            new CodecOptions(Optional.empty(), Optional.empty(), false, false, List.of(), ',', CsvRow.QUOTE);

    /** Copies {@code columns}. */
    public CodecOptions {
        columns = List.copyOf(columns);
    }

    /** The same with a schema. */
    public CodecOptions withSchema(String text) {
        return new CodecOptions(Optional.of(text), writerSchema, extended, exactIntegers, columns, separator, quote);
    }

    /** The same with the schema that what is read was written with. */
    public CodecOptions withWriterSchema(String text) {
        return new CodecOptions(schema, Optional.of(text), extended, exactIntegers, columns, separator, quote);
    }

    /** The same in MongoDB's extended JSON. */
    public CodecOptions withExtended() {
        return new CodecOptions(schema, writerSchema, true, exactIntegers, columns, separator, quote);
    }

    /** The same with the widths of integers kept. */
    public CodecOptions withExactIntegers() {
        return new CodecOptions(schema, writerSchema, extended, true, columns, separator, quote);
    }

    /** The same with the names of a row's fields. */
    public CodecOptions withColumns(List<String> names) {
        return new CodecOptions(schema, writerSchema, extended, exactIntegers, names, separator, quote);
    }

    /** The same with another separator. */
    public CodecOptions withSeparator(char character) {
        return new CodecOptions(schema, writerSchema, extended, exactIntegers, columns, character, quote);
    }

    /** The same with another quote. */
    public CodecOptions withQuote(char character) {
        return new CodecOptions(schema, writerSchema, extended, exactIntegers, columns, separator, character);
    }
}
