package io.tapedeck.connectors;

import java.util.ArrayList;
import java.util.List;

/** One row of a CSV file, to its fields and back (RFC 4180, with any one character as separator or quote). */
public final class CsvRow {
    /** The quote of RFC 4180. */
    public static final char QUOTE = '"';

    private CsvRow() {}

    /**
     * The fields of a row without its line's end.
     *
     * @throws EncodingException where quotes are not as they should be
     */
    public static List<String> parse(String row, char separator) throws EncodingException {
        return parse(row, separator, QUOTE);
    }

    /** As {@link #parse(String, char)}, with another quote. */
    public static List<String> parse(String row, char separator, char quote) throws EncodingException {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            boolean isQuoted = at < row.length() && row.charAt(at) == quote;
            int end = isQuoted ? endOfQuoted(row, at, separator, quote) : endOfPlain(row, at, separator);
            fields.add(isQuoted ? unquoted(row, at, end, quote) : row.substring(at, end));
            if (end == row.length()) {
                return fields;
            }
            at = end + 1;
        }
    }

    /** Appends a field to a row, in quotes where it needs them. */
    public static void append(StringBuilder row, String field, char separator) {
        append(row, field, separator, QUOTE);
    }

    /** As {@link #append(StringBuilder, String, char)}, with another quote. */
    public static void append(StringBuilder row, String field, char separator, char quote) {
        if (!needsQuotes(field, separator, quote)) {
            row.append(field);
            return;
        }
        String one = String.valueOf(quote);
        row.append(quote).append(field.replace(one, one + one)).append(quote);
    }

    private static boolean needsQuotes(String field, char separator, char quote) {
        for (int i = 0; i < field.length(); i++) {
            char unit = field.charAt(i);
            if (unit == separator || unit == quote || unit == '\n' || unit == '\r') {
                return true;
            }
        }
        return field.isEmpty() || field.charAt(0) == ' ' || field.charAt(0) == '\uFEFF' || field.endsWith(" ");
    }

    private static int endOfPlain(String row, int from, char separator) {
        int end = row.indexOf(separator, from);
        return end < 0 ? row.length() : end;
    }

    private static int endOfQuoted(String row, int from, char separator, char quote) throws EncodingException {
        int at = from + 1;
        while (true) {
            int closing = row.indexOf(quote, at);
            if (closing < 0) {
                throw new EncodingException("a quote is not closed");
            }
            int behind = closing + 1;
            if (behind == row.length() || row.charAt(behind) == separator) {
                return behind;
            }
            if (row.charAt(behind) != quote) {
                throw new EncodingException("'" + Character.toString(row.codePointAt(behind))
                        + "' stands behind a closing quote, where a separator should");
            }
            at = behind + 1;
        }
    }

    private static String unquoted(String row, int from, int end, char quote) {
        String one = String.valueOf(quote);
        return row.substring(from + 1, end - 1).replace(one + one, one);
    }
}
