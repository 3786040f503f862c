package io.tapedeck.log;

/** A value was read as a kind that it is not. */
public final class ValueTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was wanted and what was found. */
    public ValueTypeException(String wanted, Value found) {
        super("expected " + article(wanted) + wanted + ", found " + described(found));
    }

    private static String article(String word) {
        return word.equals("bytes") ? "" : "aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ";
    }

    private static String described(Value value) {
        if (value.isNull()) {
            return "null";
        }
        String text = value.toString();
        return value.kind() + " " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }
}
