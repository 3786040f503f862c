package io.tapedeck.connectors.file;

import java.nio.file.Path;
import java.util.Locale;

/** What a file holds, told by its ending. */
enum FileFormat {
    /** A JSON value a line. */
    NDJSON,
    /** A row a record, columns separated by commas. */
    CSV,
    /** A row a record, columns separated by tabs. */
    TSV,
    /** A text a line. */
    TEXT,
    /** Our own stream file. */
    TAPE,
    /** SeaStreamer's stream file. */
    SEA_STREAMER;

    /** The format of a file. */
    static FileFormat of(Path path) {
        return switch (ending(name(path))) {
            case ".ndjson", ".jsonl" -> NDJSON;
            case ".csv" -> CSV;
            case ".tsv" -> TSV;
            case ".tape" -> TAPE;
            case ".ss" -> SEA_STREAMER;
            default -> TEXT;
        };
    }

    /** A file's name without its ending. */
    static String stem(Path path) {
        String name = name(path);
        return name.substring(0, name.length() - ending(name).length());
    }

    /** The character between columns. */
    char separator() {
        return this == TSV ? '\t' : ',';
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
