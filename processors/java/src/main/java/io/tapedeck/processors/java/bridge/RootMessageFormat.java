package io.tapedeck.processors.java.bridge;

import java.text.ChoiceFormat;
import java.text.DateFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;

/**
 * A {@link MessageFormat} in the world's locale by default, whose dates are in the world's zone.
 *
 * <p>Code can see the name of this class, so it stays what it was when all worlds had the root locale.
 */
public class RootMessageFormat extends MessageFormat {
    private static final long serialVersionUID = 1L;

    /** For {@code new MessageFormat(pattern)}. */
    public RootMessageFormat(String pattern) {
        this(pattern, BoundWorld.locale());
    }

    /** For {@code new MessageFormat(pattern, locale)}. */
    @SuppressWarnings("this-escape") // it only sets the zone of formats that it has just made
    public RootMessageFormat(String pattern, Locale locale) {
        super(pattern, locale);
        showDatesInZone();
    }

    @Override
    public final void applyPattern(String pattern) {
        super.applyPattern(pattern);
        showDatesInZone();
    }

    private void showDatesInZone() {
        for (Format part : getFormats()) {
            if (part instanceof DateFormat dates) {
                dates.setTimeZone(UtcCalendar.zone());
            }
            if (part instanceof ChoiceFormat choice
                    && Arrays.stream(choice.getFormats())
                            .anyMatch(each -> each.toString().contains("{"))) {
                throw new UnsupportedOperationException("a choice between formats takes the machine's zone");
            }
        }
    }
}
