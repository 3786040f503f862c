package io.tapedeck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names of zones and locales in pipeline files and logs. */
final class LocalityTest {
    @Test
    void zonesAreRegionsAndOffsets() {
        for (String id : List.of("UTC", "Europe/Berlin", "Etc/GMT+2", "CET", "+02:00", "-03:30", "Z")) {
            assertEquals(id, Locality.zoneOf(id).orElseThrow().getId());
        }
        for (String id : List.of("", "Berlin", "europe/berlin", "UTC+2", "GMT+02:00", "+2", "+25:00", "SystemV/AST4")) {
            assertEquals(Optional.empty(), Locality.zoneOf(id), id);
        }
    }

    @Test
    void localesAreThoseThatTheJdkHasDataFor() {
        for (String tag : List.of("root", "de", "de-DE", "tr-TR", "zh-Hans-CN", "sr-Latn-RS", "de-DE-u-nu-latn")) {
            assertEquals(tag, Locality.tagOf(Locality.localeOf(tag).orElseThrow()));
        }
        assertEquals("de-DE", Locality.tagOf(Locality.localeOf("DE-de").orElseThrow()));
        for (String tag : List.of("", "und", "de_DE", "xx-YY", "german", "de-ZZ", "en-u-", "x-mine")) {
            assertEquals(Optional.empty(), Locality.localeOf(tag), tag);
        }
    }

    @Test
    void everyZoneAndLocaleOfTheJdkIsFoundByItsName() {
        Locale.availableLocales()
                .filter(locale -> !locale.equals(Locale.ROOT))
                .map(Locality::tagOf)
                .filter(tag -> !tag.contains("-x-")) // th_TH_TH and ja_JP_JP, which have no tag of their own
                .forEach(tag ->
                        assertEquals(Optional.of(tag), Locality.localeOf(tag).map(Locality::tagOf), tag));
        assertTrue(ZoneId.getAvailableZoneIds().stream()
                .filter(id -> !id.startsWith("SystemV/"))
                .allMatch(id -> Locality.zoneOf(id).isPresent()));
    }
}
