package io.tapedeck.processors.java.bridge;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * A {@link DecimalFormat} whose pattern and symbols are those of the world's locale where none are given.
 *
 * <p>Code can see the name of this class, so it stays what it was when all worlds had the root locale.
 */
public final class RootDecimalFormat extends DecimalFormat {
    private static final long serialVersionUID = 1L;

    /** For {@code new DecimalFormat()}. */
    public RootDecimalFormat() {
        this(numberPattern(BoundWorld.locale()));
    }

    /** For {@code new DecimalFormat(pattern)}. */
    public RootDecimalFormat(String pattern) {
        this(pattern, DecimalFormatSymbols.getInstance(BoundWorld.locale()));
    }

    /** For {@code new DecimalFormat(pattern, symbols)}. */
    public RootDecimalFormat(String pattern, DecimalFormatSymbols symbols) {
        super(pattern, symbols);
    }

    private static String numberPattern(Locale locale) {
        return ((DecimalFormat) getNumberInstance(locale)).toPattern();
    }
}
