package io.tapedeck.tools.convert;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file holds, told by its ending. */
public enum FileKind {
    /** Our own log: a stream file, a segment, or a folder of segments. */
    TAPE,
    /** SeaStreamer's stream file. */
    SEA_STREAMER,
    /** A JSON value a line. */
    NDJSON,
    /** A row a record, columns separated by commas. */
    CSV,
    /** A row a record, columns separated by tabs. */
    TSV,
    /** A text a line. */
    TEXT;

    /** Standard input or output. */
    public static final Path STANDARD = Path.of("-");

    /** The kind of a file; a folder is a log. Empty for {@link #STANDARD} and for an ending that says nothing. */
    public static Optional<FileKind> of(Path path) {
        if (isStandard(path)) {
            return Optional.empty();
        }
        return Files.isDirectory(path) ? Optional.of(TAPE) : ofEnding(ending(name(path)));
    }

    /** The kind of an ending without its dot: {@code ndjson}. */
    public static Optional<FileKind> ofEnding(String ending) {
        return switch (ending.toLowerCase(Locale.ROOT)) {
            case "tape" -> Optional.of(TAPE);
            case "ss" -> Optional.of(SEA_STREAMER);
            case "ndjson", "jsonl" -> Optional.of(NDJSON);
            case "csv" -> Optional.of(CSV);
            case "tsv" -> Optional.of(TSV);
            case "txt", "text" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    /** Whether a path means standard input or output. */
    public static boolean isStandard(Path path) {
        return path.equals(STANDARD);
    }

    /** Whether it holds messages with stream, shard and sequence, and not only values. */
    public boolean isLog() {
        return this == TAPE || this == SEA_STREAMER;
    }

    /** A file's name without its ending. */
    static String stem(Path path) {
        String name = name(path);
        String ending = ending(name);
        return ending.isEmpty() ? name : name.substring(0, name.length() - ending.length() - 1);
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
        return dot <= 0 ? "" : name.substring(dot + 1);
    }
}
