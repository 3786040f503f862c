package io.tapedeck.connectors;

import java.util.ArrayList;
import java.util.List;

/** One row of a CSV file, to its fields and back (RFC 4180, with any one character as separator). */
public final class CsvRow {
    private CsvRow() {}

    /**
     * The fields of a row without its line's end.
     *
     * @throws EncodingException where quotes are not as they should be
     */
    public static List<String> parse(String row, char separator) throws EncodingException {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            boolean isQuoted = at < row.length() && row.charAt(at) == '"';
            int end = isQuoted ? endOfQuoted(row, at, separator) : endOfPlain(row, at, separator);
            fields.add(isQuoted ? unquoted(row, at, end) : row.substring(at, end));
            if (end == row.length()) {
                return fields;
            }
            at = end + 1;
        }
    }

    /** Appends a field to a row, in quotes where it needs them. */
    public static void append(StringBuilder row, String field, char separator) {
        if (!needsQuotes(field, separator)) {
            row.append(field);
            return;
        }
        row.append('"').append(field.replace("\"", "\"\"")).append('"');
    }

    private static boolean needsQuotes(String field, char separator) {
        for (int i = 0; i < field.length(); i++) {
            char unit = field.charAt(i);
            if (unit == separator || unit == '"' || unit == '\n' || unit == '\r') {
                return true;
            }
        }
        return field.isEmpty() || field.charAt(0) == ' ' || field.charAt(0) == '\uFEFF' || field.endsWith(" ");
    }

    private static int endOfPlain(String row, int from, char separator) {
        int end = row.indexOf(separator, from);
        return end < 0 ? row.length() : end;
    }

    private static int endOfQuoted(String row, int from, char separator) throws EncodingException {
        int at = from + 1;
        while (true) {
            int quote = row.indexOf('"', at);
            if (quote < 0) {
                throw new EncodingException("a quote is not closed");
            }
            int behind = quote + 1;
            if (behind == row.length() || row.charAt(behind) == separator) {
                return behind;
            }
            if (row.charAt(behind) != '"') {
                throw new EncodingException("'" + Character.toString(row.codePointAt(behind))
                        + "' stands behind a closing quote, where a separator should");
            }
            at = behind + 1;
        }
    }

    private static String unquoted(String row, int from, int end) {
        return row.substring(from + 1, end - 1).replace("\"\"", "\"");
    }
}
