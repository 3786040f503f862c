package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run ran on: what must match for a replay to be the same, and what is only noted.
 */
public final class Fingerprint {
    /** This Tapedeck's version. */
    public static final String TAPEDECK_VERSION = Optional.ofNullable(
                    Fingerprint.class.getPackage().getImplementationVersion())
            .orElse("0.1.0");

    private static final String MUST_MATCH = "must_match";
    private static final String ZONE = "zone";
    private static final String LOCALE = "locale";

    private Fingerprint() {}

    /** The zone and locale that the processors of a run see; empty where this JDK has no such zone or locale. */
    static Optional<Locality> locality(MapValue recorded) {
        MapValue must = recorded.get(MUST_MATCH).asMap();
        return Locality.zoneOf(must.get(ZONE).asString())
                .flatMap(zone ->
                        Locality.localeOf(must.get(LOCALE).asString()).map(locale -> new Locality(zone, locale)));
    }

    /** The same in words, for people. */
    static String localityText(MapValue recorded) {
        MapValue must = recorded.get(MUST_MATCH).asMap();
        return "zone " + must.get(ZONE).asString() + " and locale "
                + must.get(LOCALE).asString();
    }

    /**
     * Of this process.
     *
     * @param languages the version of what runs each language of the processors
     * @param locality the zone and locale that the processors see
     */
    static MapValue here(Map<String, String> languages, Locality locality) {
        return here(languages, Value.of(locality.zone().getId()), Value.of(Locality.tagOf(locality.locale())));
    }

    private static MapValue here(Map<String, String> languages, Value zone, Value locale) {
        MapValue.Builder must = MapValue.builder()
                .put("tapedeck", Value.of(TAPEDECK_VERSION))
                .put("java", Value.of(Runtime.version().feature()))
                .put(ZONE, zone)
                .put(LOCALE, locale);
        languages.forEach((language, version) -> must.put(language, Value.of(version)));
        MapValue noted = MapValue.builder()
                .put("java_version", Value.of(System.getProperty("java.version", "")))
                .put("java_vendor", Value.of(System.getProperty("java.vendor", "")))
                .put("os", Value.of(System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "")))
                .put("heap_bytes", Value.of(Runtime.getRuntime().maxMemory()))
                .put("host_zone", Value.of(java.util.TimeZone.getDefault().getID()))
                .put("host_locale", Value.of(java.util.Locale.getDefault().toLanguageTag()))
                .build();
        return Value.map(MUST_MATCH, must.build(), "noted", noted);
    }

    /**
     * How this process differs from what a run was recorded on.
     *
     * @param mismatches what must match and does not
     * @param noted what differs and need not match
     */
    public record Differences(List<Difference> mismatches, List<Difference> noted) {
        /** Copies the lists. */
        public Differences {
            mismatches = List.copyOf(mismatches);
            noted = List.copyOf(noted);
        }
    }

    /** One thing that differs. */
    public record Difference(String name, Value recorded, Value here) {
        @Override
        public String toString() {
            return name + ": " + recorded + " → " + here;
        }
    }

    /** How this process differs from what was recorded. It takes the recorded zone and locale, if it has them. */
    static Differences differences(MapValue recorded, Map<String, String> languages) {
        MapValue must = recorded.get(MUST_MATCH).asMap();
        MapValue here = here(
                languages,
                Locality.zoneOf(must.get(ZONE).asString()).isPresent() ? must.get(ZONE) : Value.NULL,
                Locality.localeOf(must.get(LOCALE).asString()).isPresent() ? must.get(LOCALE) : Value.NULL);
        return new Differences(
                differences(must, here.get(MUST_MATCH)), differences(recorded.get("noted"), here.get("noted")));
    }

    private static List<Difference> differences(Value recorded, Value here) {
        List<Difference> differences = new ArrayList<>();
        recorded.asMap().entries().forEach((name, value) -> {
            Value now = here.asMap().entries().getOrDefault(name, Value.NULL);
            if (!now.equals(value)) {
                differences.add(new Difference(name.asString(), value, now));
            }
        });
        return differences;
    }
}
