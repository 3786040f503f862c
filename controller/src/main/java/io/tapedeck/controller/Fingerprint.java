package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
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

    private Fingerprint() {}

    /**
     * Of this process.
     *
     * @param languages the version of what runs each language of the processors
     */
    static MapValue here(Map<String, String> languages) {
        MapValue.Builder must = MapValue.builder()
                .put("tapedeck", Value.of(TAPEDECK_VERSION))
                .put("java", Value.of(Runtime.version().feature()))
                .put("zone", Value.of("UTC"))
                .put("locale", Value.of("root"));
        languages.forEach((language, version) -> must.put(language, Value.of(version)));
        MapValue noted = MapValue.builder()
                .put("java_version", Value.of(System.getProperty("java.version", "")))
                .put("java_vendor", Value.of(System.getProperty("java.vendor", "")))
                .put("os", Value.of(System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "")))
                .put("heap_bytes", Value.of(Runtime.getRuntime().maxMemory()))
                .put("host_zone", Value.of(java.util.TimeZone.getDefault().getID()))
                .put("host_locale", Value.of(java.util.Locale.getDefault().toLanguageTag()))
                .build();
        return Value.map("must_match", must.build(), "noted", noted);
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

    /** How this process differs from what was recorded. */
    static Differences differences(MapValue recorded, Map<String, String> languages) {
        MapValue here = here(languages);
        return new Differences(
                differences(recorded.get("must_match"), here.get("must_match")),
                differences(recorded.get("noted"), here.get("noted")));
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
