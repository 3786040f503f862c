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

    /** What must match and does not, each as {@code name: recorded → here}. */
    static List<String> mismatches(MapValue recorded, Map<String, String> languages) {
        Map<Value, Value> here = here(languages).get("must_match").asMap().entries();
        List<String> mismatches = new ArrayList<>();
        recorded.get("must_match").asMap().entries().forEach((name, value) -> {
            Value now = here.getOrDefault(name, Value.NULL);
            if (!now.equals(value)) {
                mismatches.add(name + ": " + value + " → " + now);
            }
        });
        return mismatches;
    }
}
