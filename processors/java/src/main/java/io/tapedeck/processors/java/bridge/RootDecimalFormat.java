package io.tapedeck.processors.java.bridge;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** A {@link DecimalFormat} whose symbols are the root locale's where none are given. */
public final class RootDecimalFormat extends DecimalFormat {
    private static final long serialVersionUID = 1L;

    /** For {@code new DecimalFormat()}. */
    public RootDecimalFormat() {
        this("#,##0.###");
    }

    /** For {@code new DecimalFormat(pattern)}. */
    public RootDecimalFormat(String pattern) {
        this(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** For {@code new DecimalFormat(pattern, symbols)}. */
    public RootDecimalFormat(String pattern, DecimalFormatSymbols symbols) {
        super(pattern, symbols);
    }
}
