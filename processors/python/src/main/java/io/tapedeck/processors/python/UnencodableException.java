package io.tapedeck.processors.python;

/** A Python object that is not a value; knows where in the whole it stands. */
final class UnencodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int PATH_LENGTH_MAX = 80;

    private final String what;
    private final String hint;
    private String path = "";

    UnencodableException(String what, String hint) {
        super(what, null, false, false);
        this.what = what;
        this.hint = hint;
    }

    /** The same, seen from the container one level up. */
    UnencodableException within(String step) {
        path = step + path;
        return this;
    }

    /** The sentence for people; {@code doing} is such as "cannot emit". */
    String sentence(String doing, String where) {
        String shown = path.length() > PATH_LENGTH_MAX ? path.substring(0, PATH_LENGTH_MAX) + "…" : path;
        String place = path.isEmpty() ? "" : " (at " + shown + ")";
        return doing + " " + what + where + place + ": " + hint;
    }
}
