package io.tapedeck.processors.java.bridge;

import java.text.DateFormat;
import java.text.DateFormatSymbols;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SimpleDateFormat} in the world's zone, and in the world's locale where none is given.
 *
 * <p>Code can see the name of this class, so it stays what it was when all worlds had the root locale.
 */
@SuppressWarnings("JavaUtilDate") // it is for those who use it
public final class RootDateFormat extends SimpleDateFormat {
    private static final long serialVersionUID = 1L;

    /** Two-digit years are read as 1950 to 2049; the JDK's window moves with the machine's clock. */
    private static final Date WINDOW_START = new Date(-631_152_000_000L);

    private static final Set<String> FIXED = Set.of("UTC", "GMT");

    /** For {@code new SimpleDateFormat()}. */
    public RootDateFormat() {
        this(shortPattern(BoundWorld.locale()));
    }

    /** For {@code new SimpleDateFormat(pattern)}. */
    public RootDateFormat(String pattern) {
        this(pattern, BoundWorld.locale());
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

    private static String shortPattern(Locale locale) {
        DateFormat format = getDateTimeInstance(SHORT, SHORT, locale);
        return ((SimpleDateFormat) format).toPattern();
    }

    @Override
    public @Nullable Date parse(String text, ParsePosition position) {
        TimeZone zone = getTimeZone();
        Date date = super.parse(text, position);
        TimeZone named = getTimeZone();
        if (!named.equals(zone) && !FIXED.contains(named.getID())) {
            setTimeZone(zone);
            throw new UnsupportedOperationException("which zone a name such as PST is, the machine's zone decides:"
                    + " give the offset, or use java.time with a locale");
        }
        return date == null ? null : UtcDate.of(date);
    }
}
