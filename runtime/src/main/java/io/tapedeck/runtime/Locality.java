package io.tapedeck.runtime;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a processor's code believes to be: what it gets where it names no zone and no locale.
 *
 * @param zone the zone: a region, or an offset
 * @param locale the locale
 */
public record Locality(ZoneId zone, Locale locale) {
    /** Of a pipeline that says nothing else. */
    public static final Locality DEFAULT = new Locality(ZoneId.of("UTC"), Locale.ROOT);

    private static final String ROOT = "root";
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d\\d:\\d\\d");
    private static final String OF_OLD = "SystemV/";

    /** The zone that pipeline files and logs call {@code id}; empty where this JDK has none. */
    public static Optional<ZoneId> zoneOf(String id) {
        boolean region = !id.startsWith(OF_OLD) && ZoneId.getAvailableZoneIds().contains(id);
        if (!region && !OFFSET.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty(); // an offset of more than 18 hours
        }
    }

    /** The locale that pipeline files and logs call {@code tag}; empty where this JDK has no data for it. */
    public static Optional<Locale> localeOf(String tag) {
        if (tag.equals(ROOT)) {
            return Optional.of(Locale.ROOT);
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            Locale plain = locale.stripExtensions();
            return Optional.of(locale)
                    .filter(_ -> !plain.equals(Locale.ROOT)
                            && Locale.availableLocales().anyMatch(plain::equals));
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /** What pipeline files and logs call the locale: its BCP 47 tag, or {@code root}. */
    public static String tagOf(Locale locale) {
        return locale.equals(Locale.ROOT) ? ROOT : locale.toLanguageTag();
    }
}
