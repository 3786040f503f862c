package io.tapedeck.processors.python.patch;

import io.tapedeck.processors.python.barrier.ZoneCalls;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeSet;

/**
 * Writes the zones of the JDK that builds as Python's {@code zoneinfo} reads them, so that they are the same
 * wherever Tapedeck runs: one file, for each zone
 *
 * <pre>
 *   name      length in 2 bytes, UTF-8
 *   length    4 bytes
 *   content   TZif version 2 (RFC 8536): an empty header of version 1, a header, the data, a footer
 * </pre>
 *
 * <p>Changes are listed up to {@value #YEAR_MAX}; abbreviations are those of today, also for the past.
 */
final class ZoneFileWriter {
    private static final int YEAR_MAX = 2100;
    private static final Instant END = Instant.parse(YEAR_MAX + "-01-01T00:00:00Z");
    private static final int RESERVED_BYTES = 15;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 3600;

    private ZoneFileWriter() {}

    /** What holds from some time on. */
    private record Kind(int offsetSeconds, boolean daylight, String abbreviation) {}

    static void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            if (!name.startsWith("SystemV/")) {
                byte[] content = content(ZoneId.of(name));
                data.writeUTF(name);
                data.writeInt(content.length);
                data.write(content);
            }
        }
        data.flush();
    }

    private static byte[] content(ZoneId zone) throws IOException {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> changes = changes(rules);
        List<Kind> kinds = new ArrayList<>();
        Instant start = changes.isEmpty()
                ? Instant.EPOCH
                : changes.getFirst().getInstant().minusSeconds(1);
        kinds.add(kind(zone, start));
        byte[] indexes = new byte[changes.size()];
        for (int i = 0; i < indexes.length; i++) {
            Kind kind = kind(zone, changes.get(i).getInstant());
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
            indexes[i] = (byte) kinds.indexOf(kind);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        writeHeader(out, 0, 0, 0);
        writeData(out, changes, indexes, kinds);
        Kind last = kind(zone, END);
        out.writeBytes("\n<" + last.abbreviation + ">" + posixOffset(-last.offsetSeconds) + "\n");
        return bytes.toByteArray();
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(END)) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }

    private static Kind kind(ZoneId zone, Instant from) {
        ZoneRules rules = zone.getRules();
        int offsetSeconds = rules.getOffset(from).getTotalSeconds();
        boolean daylight = rules.isDaylightSavings(from);
        String name = ZoneCalls.abbreviation(TimeZone.getTimeZone(zone), daylight, offsetSeconds);
        return new Kind(offsetSeconds, daylight, name);
    }

    /** West of Greenwich is positive in the footer. */
    private static String posixOffset(int seconds) {
        int size = Math.abs(seconds);
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                seconds < 0 ? "-" : "",
                size / HOUR_SECONDS,
                size / MINUTE_SECONDS % MINUTE_SECONDS,
                size % MINUTE_SECONDS);
    }

    private static void writeHeader(DataOutputStream out, int changes, int kinds, int characters) throws IOException {
        out.writeBytes("TZif2");
        out.write(new byte[RESERVED_BYTES]);
        for (int count : new int[] {0, 0, 0, changes, kinds, characters}) {
            out.writeInt(count);
        }
    }

    private static void writeData(
            DataOutputStream out, List<ZoneOffsetTransition> changes, byte[] indexes, List<Kind> kinds)
            throws IOException {
        ByteArrayOutputStream characters = new ByteArrayOutputStream();
        int[] starts = new int[kinds.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = characters.size();
            characters.writeBytes((kinds.get(i).abbreviation + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        writeHeader(out, indexes.length, starts.length, characters.size());
        for (ZoneOffsetTransition change : changes) {
            out.writeLong(change.toEpochSecond());
        }
        out.write(indexes);
        for (int i = 0; i < starts.length; i++) {
            out.writeInt(kinds.get(i).offsetSeconds);
            out.writeBoolean(kinds.get(i).daylight);
            out.writeByte(starts[i]);
        }
        characters.writeTo(out);
    }
}
