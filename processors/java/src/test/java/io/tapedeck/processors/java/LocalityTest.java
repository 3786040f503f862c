package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A processor gets the zone and locale of its world where it names none, whatever the machine's are. */
final class LocalityTest {
    @TempDir
    private Path folder;

    /** The clock is 2026-03-29T01:30:01Z: half an hour before, Berlin went over to summer time. */
    private static final String BODY = """
            emit(context, ZoneId.systemDefault() + " " + TimeZone.getDefault().getID() + " " + System.getProperty("user.timezone"));
            emit(context, Clock.systemDefaultZone().getZone() + " " + Clock.systemUTC().getZone());
            emit(context, LocalDateTime.now() + " " + LocalTime.now().getHour() + " " + LocalDate.now() + " " + Year.now());
            emit(context, ZonedDateTime.now() + " " + OffsetDateTime.now().getOffset() + " " + OffsetTime.now().getOffset());
            emit(context, new Date() + " " + new Date(0) + " " + List.of(Date.from(Instant.EPOCH)) + " " + Calendar.getInstance().getTime());
            Calendar calendar = Calendar.getInstance();
            emit(context, calendar.get(Calendar.HOUR_OF_DAY) + " " + calendar.getFirstDayOfWeek() + " " + calendar.getTimeZone().getID());
            emit(context, new GregorianCalendar(2026, 6, 1).getTimeInMillis() + " " + new GregorianCalendar(2026, 0, 1).toInstant());
            emit(context, Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT));
            emit(context, String.format("%,.2f %tA %<tT %<tZ %tH %tT", 1234567.891, new Date(), Calendar.getInstance(), 0L) + " " + "%,d".formatted(12345));
            emit(context, new java.text.DecimalFormat("#,##0.00").format(1234.5) + " " + new java.text.DecimalFormat().format(1234.5));
            emit(context, java.text.NumberFormat.getInstance().format(1234.5) + " " + java.text.NumberFormat.getPercentInstance().format(0.25));
            emit(context, java.text.NumberFormat.getCurrencyInstance().format(1.5) + " " + Currency.getInstance("EUR").getDisplayName());
            emit(context, DateTimeFormatter.ofPattern("EEEE d MMMM").format(LocalDate.of(2026, 7, 1)));
            emit(context, DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).format(LocalDate.of(2026, 7, 1)));
            emit(context, new java.text.SimpleDateFormat("EEEE HH:mm z").format(new Date()) + " " + new java.text.SimpleDateFormat().format(new Date(0)));
            emit(context, new java.text.SimpleDateFormat("d.M.yyyy HH:mm").parse("1.7.2026 02:00").getTime());
            emit(context, java.text.MessageFormat.format("{0,number} {1,time,HH:mm} {2}", 1234.5, new Date(0), new Date(0)));
            emit(context, "title iı".toUpperCase() + " " + "TITLE".toLowerCase());
            emit(context, Stream.of("z", "ä", "a").sorted(java.text.Collator.getInstance()).toList());
            emit(context, java.text.ListFormat.getInstance().format(List.of("a", "b")) + " " + DoubleStream.of(1.5).summaryStatistics());
            emit(context, TimeZone.getTimeZone("Asia/Tokyo").getDisplayName());
            """;

    private static final List<String> GERMANY = List.of(
            "Europe/Berlin Europe/Berlin Europe/Berlin",
            "Europe/Berlin Z",
            "2026-03-29T03:30:01 3 2026-03-29 2026",
            "2026-03-29T03:30:01.000000004+02:00[Europe/Berlin] +02:00 +02:00",
            "Sun Mar 29 03:30:01 CEST 2026 Thu Jan 01 01:00:00 CET 1970 [Thu Jan 01 01:00:00 CET 1970]"
                    + " Sun Mar 29 03:30:01 CEST 2026",
            "3 2 Europe/Berlin",
            "1782856800000 2025-12-31T23:00:00Z",
            "de_DE de_DE",
            "1.234.567,89 Sonntag 03:30:01 MESZ 03 01:00:00 12.345",
            "1.234,50 1.234,5",
            "1.234,5 25\u00a0%",
            "1,50\u00a0€ Euro",
            "Mittwoch 1 Juli",
            "Mittwoch, 1. Juli 2026",
            "Sonntag 03:30 MESZ 01.01.70, 01:00",
            "1782864000000",
            "1.234,5 01:00 01.01.70, 01:00",
            "TITLE II title",
            "[a, ä, z]",
            "a und b DoubleSummaryStatistics{count=1, sum=1,500000, min=1,500000, average=1,500000, max=1,500000}",
            "Japanische Normalzeit");

    /** Prints what a processor sees in several localities; run in other JVMs. */
    public static void main(String[] arguments) throws Exception {
        System.out.write(String.join("\n", seenAround()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static List<String> seenAround() throws ProcessorException {
        List<String> all = new ArrayList<>(seen("Europe/Berlin", "de-DE"));
        all.addAll(seen("Africa/Casablanca", "tr-TR"));
        all.addAll(seen("-03:30", "th-TH"));
        all.addAll(seen("UTC", "root"));
        return all;
    }

    private static List<String> seen(String zone, String locale) throws ProcessorException {
        try (Rig rig = Rig.body(BODY, zone, locale)) {
            return rig.outputs("a");
        }
    }

    @Test
    void theWorldsZoneAndLocaleAreTheDefaultOnes() throws ProcessorException {
        assertEquals(GERMANY, seen("Europe/Berlin", "de-DE"));
        assertTrue(seen("UTC", "tr-TR").contains("TİTLE İI tıtle"));
        assertTrue(seen("Z", "root").contains("1,234.5 25%"));
    }

    @Test
    void aClassOfALibraryIsInitializedInTheSameWorld() throws Exception {
        UserClasses library = new UserClasses();
        Map<String, byte[]> compiled =
                new SourceCompiler(library).compile(new ProcessorCode.File("Holder.java", Bytes.utf8("""
                        package lib;
                        public final class Holder {
                            public static final String TEXT =
                                    java.time.ZoneId.systemDefault() + " " + java.util.Locale.getDefault();
                        }
                        """)));
        Path jar = folder.resolve("holder.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("lib/Holder.class"));
            out.write(compiled.get("lib.Holder"));
        }
        Files.writeString(folder.resolve("Demo.java"), Rig.demo("", "emit(context, lib.Holder.TEXT);"));
        ProcessorCode code = new JavaProcessorHostProvider().read("demo", "Demo.java", folder, List.of(jar));
        try (Rig rig = Rig.load(code, "Asia/Tokyo", "ja-JP")) {
            assertEquals(List.of("Asia/Tokyo ja_JP"), rig.outputs("a"));
        }
    }

    @Test
    void theMachinesZoneAndLocaleDoNotShow() throws Exception {
        String here = String.join("\n", seenAround());
        assertEquals(
                here,
                SecondJvmTest.inAnotherJvm(LocalityTest.class, "-Duser.timezone=Asia/Tokyo", "-Duser.language=ja"));
        assertEquals(
                here,
                SecondJvmTest.inAnotherJvm(
                        LocalityTest.class,
                        "-Duser.timezone=America/St_Johns",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Dfile.encoding=COMPAT"));
    }
}
