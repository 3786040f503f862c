package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A processor's local time is that of its world's zone; its locale is C, whatever the world's is. */
final class LocalityTest {
    private static final String SOURCE = """
            import time, locale, calendar
            from datetime import datetime, timezone
            LOADED = time.strftime("%H %Z")

            def process(m, c):
                now = time.localtime()
                summer = time.localtime(1784160000)
                twice = [1792886400 + hours * 3600 for hours in range(3)]
                return [str(x) for x in (
                    LOADED, datetime.now(), datetime.now().astimezone(), datetime.now().astimezone().tzname(),
                    datetime.now(timezone.utc),
                    (now.tm_hour, now.tm_isdst, now.tm_zone, now.tm_gmtoff),
                    (summer.tm_hour, summer.tm_isdst, summer.tm_zone, summer.tm_gmtoff),
                    (time.tzname, time.timezone, time.altzone, time.daylight),
                    time.strftime("%A %d %B %H:%M %Z", summer), time.ctime(), time.gmtime().tm_hour,
                    time.mktime(summer), datetime(2026, 7, 16, 2).timestamp(), datetime.fromtimestamp(1e9),
                    [(time.localtime(at).tm_hour, time.localtime(at).tm_gmtoff) for at in twice],
                    [time.mktime(time.localtime(at)) - at for at in twice],
                    [datetime.fromtimestamp(at).astimezone().isoformat() for at in twice],
                    [datetime.fromtimestamp(at).timestamp() - at for at in twice],
                    locale.getlocale(), "title".upper(), f"{1234567.5:n}", f"{datetime(2026, 7, 1):%A}",
                    calendar.day_name[0])]
            """;

    @Test
    void localTimeIsThatOfTheWorldsZoneAndTheLocaleIsC() throws ProcessorException {
        Locality locality = new Locality(ZoneId.of("Europe/Berlin"), Locale.of("tr", "TR"));
        try (PythonFixture python = PythonFixture.load(locality, SOURCE)) {
            List<String> seen = python.value(Value.NULL).asList().stream()
                    .map(Value::asString)
                    .toList();
            assertEquals(
                    List.of(
                            "23 CET",
                            "2023-11-14 23:13:21",
                            "2023-11-14 23:13:21+01:00",
                            "CET",
                            "2023-11-14 22:13:21+00:00",
                            "(23, 0, 'CET', 3600)",
                            "(2, 1, 'CEST', 7200)",
                            "(('CET', 'CEST'), -3600, -7200, 1)",
                            "Thursday 16 July 02:00 CEST",
                            "Tue Nov 14 23:13:21 2023",
                            "22",
                            "1784160000.0",
                            "1784160000.0",
                            "2001-09-09 03:46:40"),
                    seen.subList(0, 14));
            // Summer time ends: the hour from two to three comes twice.
            assertEquals(
                    List.of(
                            "[(2, 7200), (2, 3600), (3, 3600)]",
                            "[0.0, 0.0, 0.0]",
                            "['2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00', '2026-10-25T03:00:00+01:00']",
                            "[0.0, 0.0, 0.0]"),
                    seen.subList(14, 18));
            assertEquals(
                    List.of("(None, None)", "TITLE", "1.23457e+06", "Wednesday", "Monday"),
                    seen.subList(18, seen.size()));
        }
    }
}
