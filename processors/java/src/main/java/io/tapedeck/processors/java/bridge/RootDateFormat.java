package io.tapedeck.processors.java.bridge;

import java.text.DateFormatSymbols;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link SimpleDateFormat} in UTC, and in the root locale where none is given. */
@SuppressWarnings("JavaUtilDate") // it is for those who use it
public final class RootDateFormat extends SimpleDateFormat {
    private static final long serialVersionUID = 1L;

    /** Two-digit years are read as 1950 to 2049; the JDK's window moves with the machine's clock. */
    private static final Date WINDOW_START = new Date(-631_152_000_000L);

    /** For {@code new SimpleDateFormat()}. */
    public RootDateFormat() {
        this("y-MM-dd HH:mm");
    }

    /** For {@code new SimpleDateFormat(pattern)}. */
    public RootDateFormat(String pattern) {
        this(pattern, Locale.ROOT);
    }

    /** For {@code new SimpleDateFormat(pattern, locale)}. */
    public RootDateFormat(String pattern, Locale locale) {
        super(pattern, locale);
        setCalendar(new UtcCalendar(locale));
        set2DigitYearStart(WINDOW_START);
    }

    /** For {@code new SimpleDateFormat(pattern, symbols)}. */
    public RootDateFormat(String pattern, DateFormatSymbols symbols) {
        this(pattern);
        setDateFormatSymbols(symbols);
    }

    @Override
    public @Nullable Date parse(String text, ParsePosition position) {
        Date date = super.parse(text, position);
        return date == null ? null : UtcDate.of(date);
    }
}
