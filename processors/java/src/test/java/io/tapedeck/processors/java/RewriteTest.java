package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each family of rewrites gives, stated outright; {@link SecondJvmTest} holds it against another JVM. */
class RewriteTest {
    static String one(String expression) throws Exception {
        return String.join(",", Rig.body("emit(context, " + expression + ");").outputs("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            System.currentTimeMillis()                       | 1774747801000
            System.nanoTime()                                | 1774747801000000000
            Instant.now()                                    | 2026-03-29T01:30:01Z
            LocalDate.now()                                  | 2026-03-29
            LocalDate.now(ZoneId.of("Pacific/Kiritimati"))   | 2026-03-29
            LocalTime.now()                                  | 01:30:01
            LocalTime.now(ZoneId.of("Asia/Tokyo"))           | 10:30:01
            LocalDateTime.now()                              | 2026-03-29T01:30:01
            LocalDateTime.now(ZoneId.of("Asia/Tokyo"))       | 2026-03-29T10:30:01
            ZonedDateTime.now()                              | 2026-03-29T01:30:01Z[UTC]
            ZonedDateTime.now(ZoneId.of("Europe/Berlin"))    | 2026-03-29T03:30:01+02:00[Europe/Berlin]
            OffsetDateTime.now()                             | 2026-03-29T01:30:01Z
            OffsetDateTime.now(ZoneId.of("Asia/Tokyo"))      | 2026-03-29T10:30:01+09:00
            OffsetTime.now()                                 | 01:30:01Z
            OffsetTime.now(ZoneId.of("Asia/Tokyo"))          | 10:30:01+09:00
            Year.now()                                       | 2026
            Year.now(ZoneId.of("Asia/Tokyo"))                | 2026
            YearMonth.now()                                  | 2026-03
            YearMonth.now(ZoneId.of("Asia/Tokyo"))           | 2026-03
            MonthDay.now()                                   | --03-29
            MonthDay.now(ZoneId.of("Asia/Tokyo"))            | --03-29
            Clock.systemUTC().millis()                       | 1774747801000
            Clock.systemDefaultZone().getZone()              | UTC
            Clock.system(ZoneId.of("Asia/Tokyo")).instant()  | 2026-03-29T01:30:01Z
            Clock.tickSeconds(ZoneId.of("UTC")).instant()    | 2026-03-29T01:30:01Z
            Clock.tickMinutes(ZoneId.of("UTC")).instant()    | 2026-03-29T01:30:00Z
            Clock.tickMillis(ZoneId.of("UTC")).instant()     | 2026-03-29T01:30:01Z
            InstantSource.system().millis()                  | 1774747801000
            new Date()                                       | Sun Mar 29 01:30:01 UTC 2026
            new Date().getTime()                             | 1774747801000
            Date.from(Instant.EPOCH)                         | Thu Jan 01 00:00:00 UTC 1970
            new Date(0).equals(Date.from(Instant.EPOCH))     | true
            Calendar.getInstance().get(Calendar.HOUR_OF_DAY) | 1
            Calendar.getInstance(Locale.US).getTime()        | Sun Mar 29 01:30:01 UTC 2026
            new GregorianCalendar().getTimeInMillis()        | 1774747801000
            new GregorianCalendar(2026, 0, 2).getTimeInMillis() | 1767312000000
            new java.text.SimpleDateFormat("yyyy HH z").format(new Date()) | 2026 01 UTC
            TimeZone.getDefault().getID()                    | UTC
            ZoneId.systemDefault()                           | UTC
            Locale.getDefault()                              | ``
            "TITLE".toLowerCase()                            | title
            "title".toUpperCase()                            | TITLE
            String.format("%,.2f", 1234.5)                   | 1,234.50
            "%,.2f".formatted(1234.5)                        | 1,234.50
            new java.text.DecimalFormat("0.0").format(1.5)   | 1.5
            java.text.NumberFormat.getInstance().format(1234.5) | 1,234.5
            DateTimeFormatter.ofPattern("MMM").format(LocalDate.of(2026, 3, 1)) | Mar
            System.lineSeparator().length()                  | 1
            Math.sin(1e6)                                    | -0.34999350217129294
            Set.of("one", "two", "three", "four")            | [one, two, three, four]
            Map.of("one", 1, "two", 2, "three", 3)           | {one=1, two=2, three=3}
            Set.copyOf(List.of("one", "two", "three"))       | [one, two, three]
            Map.copyOf(Map.of("one", 1, "two", 2))           | {one=1, two=2}
            Map.ofEntries(Map.entry("b", 1), Map.entry("a", 2)) | {b=1, a=2}
            new HashSet<>(List.of("b", "z", "a"))            | [b, z, a]
            Stream.of("b", "z", "a").collect(Collectors.toSet()) | [b, z, a]
            Stream.of("b", "z").collect(Collectors.toUnmodifiableSet()) | [b, z]
            Stream.of("b", "z").collect(Collectors.toUnmodifiableMap(s -> s, s -> 1)) | {b=1, z=1}
            Stream.of("b", "z").collect(Collectors.groupingBy(s -> s)) | {b=[b], z=[z]}
            Stream.of("b", "z").collect(Collectors.toMap(s -> s, s -> 1)) | {b=1, z=1}
            Objects.hash(TimeUnit.DAYS, "a")                 | 64825003
            """)
    void givesTheWorldsValue(String expression, String expected) throws Exception {
        assertEquals(expected, one(expression));
    }

    @Test
    void readsAdvanceTheClockByANanosecondWhicheverCallMakesThem() throws Exception {
        String expression = "System.nanoTime() + \" \" + Instant.now() + \" \" + context.now()";
        assertEquals(
                "1774747801000000000 2026-03-29T01:30:01.000000001Z 2026-03-29T01:30:01.000000002Z", one(expression));
    }

    @Test
    void sleepLetsTheClockPass() throws Exception {
        String body =
                "Thread.sleep(1500); TimeUnit.SECONDS.sleep(1); Thread.sleep(Duration.ofMillis(500)); emit(context, Instant.now());";
        assertEquals(List.of("2026-03-29T01:30:04Z"), Rig.body(body).outputs("x"));
    }

    @Test
    void methodReferencesAreRewrittenLikeCalls() throws Exception {
        String body = """
                Supplier<Instant> now = Instant::now;
                DoubleSupplier random = Math::random;
                Supplier<UUID> uuid = UUID::randomUUID;
                Supplier<Random> generator = Random::new;
                Supplier<Map<String, String>> map = HashMap::new;
                Function<String, String> lower = String::toLowerCase;
                Supplier<Date> date = Date::new;
                ToDoubleFunction<Double> sine = Math::sin;
                emit(context, now.get());
                emit(context, random.getAsDouble() + " " + uuid.get() + " " + generator.get().nextInt(100));
                emit(context, map.get().getClass().getSimpleName() + lower.apply("TITLE") + date.get());
                emit(context, sine.applyAsDouble(1e6) == StrictMath.sin(1e6));
                """;
        List<String> first = Rig.body(body).outputs("x");
        assertEquals("2026-03-29T01:30:01Z", first.get(0));
        assertEquals("LinkedHashMaptitleSun Mar 29 01:30:01 UTC 2026", first.get(2));
        assertEquals("true", first.get(3));
        assertEquals(first, Rig.body(body).outputs("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new Random()                         | nextInt(1000000)
            new Random()                         | nextGaussian()
            new SecureRandom()                   | nextLong()
            new SplittableRandom()               | nextLong(1L << 60)
            RandomGenerator.getDefault()         | nextInt()
            RandomGenerator.of("L64X128MixRandom") | nextInt()
            ThreadLocalRandom.current()          | nextInt(5, 1000000)
            new Mine()                           | nextInt()
            """)
    void generatorInAFieldDoesNotDependOnWhatEarlierStepsDrew(String generator, String draw) throws Exception {
        String members = """
                static class Mine extends Random { public int nextInt() { return super.nextInt() + 1; } }
                final RandomGenerator generator = %s;
                """.formatted(generator).replace("SecureRandom", "java.security.SecureRandom");
        String body = """
                int draws = (int) message.value().asLong();
                for (int i = 0; i < draws; i++) emit(context, generator.%s);
                """.formatted(draw);
        Rig much = Rig.source("Demo.java", Rig.demo(members, body));
        much.feed(io.tapedeck.log.Value.of(7));
        much.feed(io.tapedeck.log.Value.of(3));
        Rig little = Rig.source("Demo.java", Rig.demo(members, body));
        little.feed(io.tapedeck.log.Value.of(1));
        little.feed(io.tapedeck.log.Value.of(3));
        assertEquals(much.context.outputs.subList(7, 10), little.context.outputs.subList(1, 4));
        assertEquals(10, new java.util.HashSet<>(much.context.outputs).size(), "draws that are alike");
    }

    @Test
    void seededGeneratorsAreTheJdks() throws Exception {
        assertEquals(String.valueOf(new java.util.Random(7).nextInt()), one("new Random(7).nextInt()"));
        assertEquals(
                String.valueOf(new java.util.SplittableRandom(7).nextInt(99)),
                one("new SplittableRandom(7).nextInt(99)"));
        assertEquals(
                String.valueOf(new java.util.SplittableRandom(7).split().nextLong()),
                one("new SplittableRandom(7).split().nextLong()"));
    }

    @Test
    void randomUuidsAreOfVersion4() throws Exception {
        assertEquals("4 2", one("UUID.randomUUID().version() + \" \" + UUID.randomUUID().variant()"));
    }

    @Test
    void immutableSetsAndMapsKeepTheirRules() throws Exception {
        List<String> expected = List.of(
                "IllegalArgumentException",
                "NullPointerException",
                "IllegalArgumentException",
                "UnsupportedOperationException",
                "UnsupportedOperationException",
                "NullPointerException",
                "NullPointerException");
        List<String> thrown = new ArrayList<>();
        for (String expression : List.of(
                "Set.of(1, 1)",
                "Set.of(1, (Object) null)",
                "Map.of(1, 1, 1, 2)",
                "Set.of(1).remove(2)",
                "Map.of(1, 1).put(2, 2)",
                "Set.of(1).contains(null)",
                "Map.of(1, 2).get(null)")) {
            thrown.add(one("thrown(() -> " + expression + ")").strip());
        }
        assertEquals(expected, thrown);
    }

    @Test
    void objectsWithoutATextOfTheirOwnPrintTheSame() throws Exception {
        String members = "static class Plain {}\n enum Level { LOW, HIGH } ";
        String body = """
                Runnable lambda = () -> {};
                emit(context, new Plain() + " " + new Plain() + " " + new int[2] + " " + lambda);
                emit(context, lambda.toString() + new Plain().hashCode() + Level.HIGH.hashCode() + new Object());
                StringBuilder builder = new StringBuilder().append(lambda).append(new Plain());
                emit(context, builder);
                """;
        List<String> once = Rig.source("Demo.java", Rig.demo(members, body)).outputs("x");
        assertEquals(once, Rig.source("Demo.java", Rig.demo(members, body)).outputs("x"));
        assertEquals(3, once.size());
    }

    @Test
    void recordsHashAsTheJdksDo() throws Exception {
        record Pair(String left, double right, int[] none, long number) {}
        String members = "record Pair(String left, double right, int[] none, long number) {}";
        assertEquals(
                List.of(String.valueOf(new Pair("a", 1.5, null, 1L << 40).hashCode())),
                Rig.source(
                                "Demo.java",
                                Rig.demo(members, "emit(context, new Pair(\"a\", 1.5, null, 1L << 40).hashCode());"))
                        .outputs("x"));
    }

    @Test
    void printedLinesGoToTheLog() throws Exception {
        Rig rig = Rig.body(
                "System.out.print(\"a\"); System.out.println(1); System.err.printf(\"%.1f\", 1.5); IO.println(2);");
        rig.outputs("x");
        assertEquals(List.of("a1", "1.52"), rig.context.lines);
    }

    @Test
    void printedTracesHoldTheProcessorsFramesOnly() throws Exception {
        Rig rig = Rig.body(
                "try { List.of().get(0); } catch (RuntimeException e) { e.printStackTrace(); emit(context, e.getStackTrace().length); }");
        assertEquals(List.of("1"), rig.outputs("x"));
        assertEquals(2, rig.context.lines.size(), rig.context.lines::toString);
        assertEquals("    at Demo.process(Demo.java:15)", rig.context.lines.get(1));
    }
}
