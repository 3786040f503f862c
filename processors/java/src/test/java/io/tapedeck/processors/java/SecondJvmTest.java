package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same processor gives the same in another host, and in another JVM with another zone, locale and heap. */
class SecondJvmTest {
    private static final String MEMBERS = """
            enum Level { LOW, MIDDLE, HIGH, TOP, PEAK }
            record Key(Level level, DayOfWeek day) {}
            static class Plain {}
            final Random random = new Random();
            final java.security.SecureRandom secure = new java.security.SecureRandom();
            final SplittableRandom splittable = new SplittableRandom();
            static final UUID LOADED = UUID.randomUUID();
            """;

    private static final String BODY = """
            emit(context, System.currentTimeMillis() + " " + System.nanoTime() + " " + Instant.now() + " " + LOADED);
            emit(context, LocalDate.now() + " " + LocalTime.now() + " " + LocalDateTime.now() + " " + ZonedDateTime.now());
            emit(context, OffsetDateTime.now() + " " + OffsetTime.now() + " " + Year.now() + " " + YearMonth.now() + " " + MonthDay.now());
            emit(context, Clock.systemDefaultZone() + " " + Clock.systemUTC().instant() + " " + new Date() + " " + Date.from(Instant.EPOCH));
            emit(context, Calendar.getInstance().getTime() + " " + new GregorianCalendar().get(Calendar.HOUR) + " " + new GregorianCalendar(2026, 1, 1).getTimeInMillis());
            emit(context, Calendar.getInstance().getFirstDayOfWeek() + " " + new java.text.SimpleDateFormat("EEEE d MMMM yyyy HH:mm z").format(new Date()));
            emit(context, new java.text.SimpleDateFormat("d.M.yy HH:mm").parse("1.2.33 04:05"));
            emit(context, DateTimeFormatter.ofPattern("EEEE d MMMM").format(LocalDate.now()) + " " + new DateTimeFormatterBuilder().appendPattern("EEE").toFormatter().format(LocalDate.now()));
            emit(context, DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).format(LocalDate.now()));
            emit(context, Math.random() + " " + random.nextInt() + " " + random.nextGaussian() + " " + secure.nextLong() + " " + splittable.nextInt(99) + " " + ThreadLocalRandom.current().nextDouble());
            emit(context, UUID.randomUUID() + " " + RandomGenerator.getDefault().nextLong() + " " + new Random().ints(3).boxed().toList() + " " + random.doubles(2).boxed().toList());
            List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
            Collections.shuffle(shuffled);
            emit(context, shuffled + " " + java.security.SecureRandom.getInstanceStrong().nextInt() + " " + new Random(5).nextInt());
            emit(context, "TITLE QUIT".toLowerCase() + " " + "title quit".toUpperCase() + " " + String.format("%,.3f %tA", 12345.678, LocalDate.now()) + " %S".formatted("quit"));
            emit(context, new java.text.DecimalFormat("#,##0.00").format(1234.5) + " " + java.text.NumberFormat.getPercentInstance().format(0.25) + " " + Locale.getDefault() + " " + TimeZone.getDefault().getID() + " " + ZoneId.systemDefault());
            emit(context, Set.of("a", "b", "c", "d", "e") + " " + Map.of("a", 1, "b", 2, "c", 3) + " " + Set.copyOf(List.of(9, 8, 7)) + " " + Stream.of("q", "w", "e").collect(Collectors.toUnmodifiableSet()));
            Map<Object, Integer> byLevel = new HashMap<>();
            for (Level level : Level.values()) for (DayOfWeek day : DayOfWeek.values()) byLevel.put(new Key(level, day), 1);
            for (Level level : Level.values()) byLevel.put(level, 1);
            for (int i = 0; i < 20; i++) byLevel.put(new Plain(), i);
            emit(context, byLevel.keySet() + " " + new Key(Level.TOP, DayOfWeek.MONDAY).hashCode());
            emit(context, Arrays.stream(DayOfWeek.values()).collect(Collectors.groupingBy(d -> d, Collectors.counting())) + " " + EnumSet.allOf(Level.class).stream().collect(Collectors.toSet()));
            Runnable lambda = () -> {};
            emit(context, new Plain() + " " + lambda + " " + new int[1] + " " + new Object() + " " + Level.HIGH.hashCode() + " " + new Plain().hashCode() + " " + Objects.hash(Level.LOW, lambda));
            emit(context, Math.sin(1e10) + " " + Math.pow(1.1, 100.3) + " " + Math.exp(2.2) + " " + Math.log10(7) + " " + Math.tanh(0.3));
            Supplier<Instant> now = Instant::now;
            Supplier<UUID> uuid = UUID::randomUUID;
            DoubleSupplier chance = Math::random;
            Supplier<Random> generator = Random::new;
            Function<String, String> upper = String::toUpperCase;
            emit(context, now.get() + " " + uuid.get() + " " + chance.getAsDouble() + " " + generator.get().nextLong() + " " + upper.apply("iı"));
            Thread.sleep(10_000);
            emit(context, Instant.now());
            try { Objects.requireNonNull(null); } catch (NullPointerException e) { java.io.StringWriter w = new java.io.StringWriter(); e.printStackTrace(new java.io.PrintWriter(w)); emit(context, w); }
            """;

    /** Prints what two messages give; run in the second JVM. */
    public static void main(String[] arguments) throws Exception {
        System.out.write(String.join("\n", run()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static List<String> run() throws ProcessorException {
        Rig rig = Rig.source("Demo.java", Rig.demo(MEMBERS, BODY));
        List<String> all = new ArrayList<>(rig.outputs("a"));
        all.addAll(rig.outputs("b"));
        return all;
    }

    /** What the {@code main} of {@code program} prints in a JVM with these flags. */
    static String inAnotherJvm(Class<?> program, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return output;
    }

    @Test
    void anotherHostGivesTheSame() throws Exception {
        assertEquals(run(), run());
    }

    @Test
    void anotherJvmWithAnotherZoneLocaleAndHeapGivesTheSame() throws Exception {
        String here = String.join("\n", run());
        assertTrue(here.lines().count() > 40, here);
        assertEquals(
                here,
                inAnotherJvm(
                        SecondJvmTest.class,
                        "-Duser.timezone=Asia/Tokyo",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Xmx300m"));
        assertEquals(
                here,
                inAnotherJvm(
                        SecondJvmTest.class,
                        "-Duser.timezone=America/New_York",
                        "-Duser.language=ja",
                        "-Dfile.encoding=COMPAT",
                        "-Xint",
                        "-XX:+UseSerialGC"));
    }
}
