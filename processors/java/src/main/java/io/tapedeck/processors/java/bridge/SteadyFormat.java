package io.tapedeck.processors.java.bridge;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.Formattable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format and its arguments, made so that the JDK's formatter gives the same everywhere: texts and hash codes of
 * objects come from {@link WorldObjects}, and times are shown in the world's zone.
 *
 * @param text the format
 * @param arguments what it shows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SteadyFormat(String text, @Nullable Object @Nullable [] arguments) {
    /** A conversion as {@link java.util.Formatter} has it: index, flags, width, precision, time, conversion. */
    private static final Pattern CONVERSION =
            Pattern.compile("%(\\d+\\$)?([-#+ 0,(<]*)(\\d+)?(\\.\\d+)?([tT])?([a-zA-Z%])");

    static SteadyFormat of(String format, @Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            return new SteadyFormat(format, null);
        }
        SteadyFormat steady = new SteadyFormat(
                format, Arrays.stream(arguments).map(SteadyFormat::steady).toArray());
        boolean showsMillis = Arrays.stream(arguments).anyMatch(Long.class::isInstance)
                && CONVERSION.matcher(format).results().anyMatch(each -> each.group(5) != null);
        return showsMillis ? steady.withTimesInZone() : steady;
    }

    /** With every conversion naming its argument, and those that show a number as a time naming that time in the zone. */
    private SteadyFormat withTimesInZone() {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(java.util.Objects.requireNonNull(arguments)));
        int ordinary = 0;
        int index = 0;
        StringBuilder result = new StringBuilder();
        Matcher conversion = CONVERSION.matcher(text);
        while (conversion.find()) {
            String kind = conversion.group(6);
            if (kind.equals("%") || kind.equals("n")) {
                conversion.appendReplacement(result, Matcher.quoteReplacement(conversion.group()));
                continue;
            }
            if (conversion.group(1) != null) {
                index = Integer.parseInt(conversion.group(1).replace("$", ""));
            } else if (!conversion.group(2).contains("<")) {
                index = ++ordinary;
            }
            if (index < 1 || index > all.size()) {
                return this;
            }
            int shown = index;
            if (conversion.group(5) != null && all.get(index - 1) instanceof Long millis) {
                all.add(Instant.ofEpochMilli(millis).atZone(zone()));
                shown = all.size();
            }
            String rest = conversion.group(2).replace("<", "")
                    + orEmpty(conversion.group(3))
                    + orEmpty(conversion.group(4))
                    + orEmpty(conversion.group(5))
                    + kind;
            conversion.appendReplacement(result, Matcher.quoteReplacement("%" + shown + "$" + rest));
        }
        return new SteadyFormat(conversion.appendTail(result).toString(), all.toArray());
    }

    /** Of UTC the offset, whose name is Z. */
    private static ZoneId zone() {
        return BoundWorld.zone().normalized();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    private static @Nullable Object steady(@Nullable Object argument) {
        if (argument instanceof Date date) {
            return new DateInZone(date, date.toInstant().atZone(zone()));
        }
        return argument == null || isFormatted(argument) ? argument : new Steady(argument);
    }

    /** A date that {@code %t} shows in the world's zone. */
    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    private record DateInZone(Date date, ZonedDateTime time) implements TemporalAccessor {
        @Override
        public boolean isSupported(TemporalField field) {
            return time.isSupported(field);
        }

        @Override
        public long getLong(TemporalField field) {
            return time.getLong(field);
        }

        @Override
        public <R> R query(TemporalQuery<R> query) {
            return time.query(query);
        }

        @Override
        public int hashCode() {
            return date.hashCode();
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** Whether a conversion has a use for the object itself; of others it takes text and hash code. */
    private static boolean isFormatted(Object argument) {
        return argument instanceof Number
                || argument instanceof String
                || argument instanceof Character
                || argument instanceof Boolean
                || argument instanceof Calendar
                || argument instanceof TemporalAccessor && !(argument instanceof Enum<?>)
                || argument instanceof Formattable;
    }

    private record Steady(Object object) {
        @Override
        public int hashCode() {
            return WorldObjects.hash(object);
        }

        @Override
        public String toString() {
            return WorldObjects.string(object);
        }
    }
}
