// example: sets and maps that the JDK gives
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SetsOfJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3)));
        context.emit(Value.of("" + Locale.getISOCountries(Locale.IsoCountryCode.PART3)));
        context.emit(Value.of("" + new TreeSet<>(ZoneId.getAvailableZoneIds()).first()));
        context.emit(Value.of("" + Locale.forLanguageTag("de-u-co-phonebk-nu-latn-ca-buddhist").getUnicodeLocaleKeys()));
        context.emit(Value.of("" + Locale.forLanguageTag("de-u-attra-attrb-attrc").getUnicodeLocaleAttributes()));
        context.emit(Value.of("" + Locale.forLanguageTag("de-a-foo-b-bar-x-baz").getExtensionKeys()));
        context.emit(Value.of("" + Calendar.getAvailableCalendarTypes()));
        context.emit(Value.of("" + Calendar.getInstance().getDisplayNames(Calendar.MONTH, Calendar.ALL_STYLES, Locale.ROOT)));
        context.emit(Value.of("" + java.nio.charset.Charset.availableCharsets().keySet().iterator().next()));
        context.emit(Value.of("" + new java.util.zip.CRC32()));
        context.emit(Value.of("" + Stream.of("q", "w", "e", "r").collect(Collectors.partitioningBy(x -> true, Collectors.toSet()))));
        context.emit(Value.of("" + Map.of(1, 2, 3, 4).entrySet()));
        context.emit(Value.of("" + List.of(1, 2).reversed()));
        context.emit(Value.of("" + new TreeMap<>(Map.of("b", 1, "a", 2)).descendingMap()));
        context.emit(Value.of("" + EnumSet.allOf(RoundingMode.class)));
        context.emit(Value.of("" + new EnumMap<>(Map.of(RoundingMode.UP, 1, RoundingMode.DOWN, 2))));
        context.emit(Value.of("" + Locale.availableLocales().map(Locale::toString).sorted().limit(3).toList()));
        context.emit(Value.of("" + Arrays.toString(Arrays.copyOf(Locale.getAvailableLocales(), 5))));
        context.emit(Value.of("" + java.security.MessageDigest.getInstance("MD5")));
    }
}
