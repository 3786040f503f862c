package io.tapedeck.processors.java.bridge;

import java.text.ChoiceFormat;
import java.text.DateFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;

/** A {@link MessageFormat} in the root locale by default, whose dates are in UTC. */
public class RootMessageFormat extends MessageFormat {
    private static final long serialVersionUID = 1L;

    /** For {@code new MessageFormat(pattern)}. */
    public RootMessageFormat(String pattern) {
        this(pattern, Locale.ROOT);
    }

    /** For {@code new MessageFormat(pattern, locale)}. */
    @SuppressWarnings("this-escape") // it only sets the zone of formats that it has just made
    public RootMessageFormat(String pattern, Locale locale) {
        super(pattern, locale);
        showDatesInUtc();
    }

    @Override
    public final void applyPattern(String pattern) {
        super.applyPattern(pattern);
        showDatesInUtc();
    }

    private void showDatesInUtc() {
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
