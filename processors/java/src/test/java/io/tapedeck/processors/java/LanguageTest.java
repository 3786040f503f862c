package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language has, loads and works behind the guard. */
class LanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shape(new Circle(2))                             | 12.56
            shape(new Square(3))                             | 9.0
            new Circle(2)                                    | Circle[radius=2.0]
            new Circle(2).equals(new Circle(2))              | true
            Level.valueOf("HIGH").ordinal()                  | 1
            level(Level.LOW)                                 | low
            word("b")                                        | second
            "a" + 1 + 2L + 'c' + 1.5 + true + null + List.of(1) | a12c1.5truenull[1]
            new Outer().new Inner().value()                  | 7
            nested(Map.of("a", List.of(Map.of("b", 1))))     | 1
            IntStream.range(0, 5).mapToObj(i -> "n" + i).collect(Collectors.joining(",")) | n0,n1,n2,n3,n4
            Stream.of(3, 1, 2).sorted(Comparator.reverseOrder()).toList() | [3, 2, 1]
            new Object() { int twice(int i) { return 2 * i; } }.twice(4) | 8
            sum(1, 2, 3)                                     | 6
            fibonacci(20)                                    | 6765
            new int[][] {{1, 2}, {3}}.clone()[0][1]          | 2
            finallyCounts()                                  | 11
            synchronizedCount()                              | 5
            resources()                                      | open body close
            generic(5)                                       | 5
            switchOnObject(42)                               | int 42
            switchOnObject("text")                           | string text
            switchOnObject(Level.HIGH)                       | high level
            switchOnObject(List.of())                        | other
            record(new Pair(new Pair(1, 2), 3))              | 6
            new EnumMap<Level, Integer>(Map.of(Level.LOW, 1)) | {LOW=1}
            label()                                          | 12
            cast(5L)                                         | 5
            longs()                                          | 4950
            textBlock()                                      | a-b
            new ConcurrentHashMap<>(Map.of("a", 1)).merge("a", 2, Integer::sum) | 3
            new AtomicInteger(4).incrementAndGet()           | 5
            HexFormat.of().formatHex(sha256("x")).substring(0, 8) | 2d711642
            new BigDecimal("1.10").add(BigDecimal.ONE)       | 2.10
            interfaceDefault()                               | default static private
            checked()                                        | caught java.io.IOException: io
            new java.io.BufferedReader(new java.io.StringReader("l1")).readLine() | l1
            """)
    void works(String expression, String expected) throws Exception {
        assertEquals(
                List.of(expected),
                Rig.source("Demo.java", Rig.demo(MEMBERS, "emit(context, " + expression + ");"))
                        .outputs("x"));
    }

    @Test
    void assertionsHoldWhateverTheFlagsOfTheJvm() throws Exception {
        String body =
                "try { assert message == null : \"on\"; emit(context, \"off\"); } catch (AssertionError e) { emit(context, e.getMessage()); }";
        assertEquals(List.of("on"), Rig.body(body).outputs("x"));
    }

    @Test
    void everyObjectHasAHashOfItsOwn() throws Exception {
        String body =
                "Set<Object> all = new TreeSet<>(); for (int i = 0; i < 100; i++) all.add(new Outer().hashCode()); emit(context, all.size());";
        assertEquals(
                List.of("100"), Rig.source("Demo.java", Rig.demo(MEMBERS, body)).outputs("x"));
    }

    private static final String MEMBERS = """
            sealed interface Shape permits Circle, Square {}
            record Circle(double radius) implements Shape {}
            record Square(double side) implements Shape {}
            record Pair(Object left, Object right) {}
            enum Level { LOW { String word() { return "low"; } }, HIGH { String word() { return "high"; } }; abstract String word(); }
            static double shape(Shape shape) {
                return switch (shape) { case Circle(double r) -> 3.14 * r * r; case Square s when s.side() > 0 -> s.side() * s.side(); case Square s -> 0; };
            }
            static String level(Level level) { return switch (level) { case LOW -> level.word(); case HIGH -> "h"; }; }
            static String word(String w) { switch (w) { case "a": return "first"; case "b": return "second"; default: return "none"; } }
            static class Outer { int v = 7; class Inner { int value() { return v; } } }
            static int nested(Map<String, List<Map<String, Integer>>> map) { return map.get("a").get(0).get("b"); }
            static int sum(int... all) { int sum = 0; for (int i : all) { sum += i; } return sum; }
            static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
            static int finallyCounts() { int n = 0; for (int i = 0; i < 10; i++) { try { if (i % 2 == 0) continue; throw new IllegalStateException(); } catch (IllegalStateException e) { n++; } finally { n++; if (i == 8) break; } } return n - 2; }
            static int synchronizedCount() { Object lock = new Object(); int n = 0; synchronized (lock) { while (n < 5) { n++; } } return n; }
            static class Open implements AutoCloseable { final StringBuilder log; Open(StringBuilder log) { this.log = log; log.append("open "); } public void close() { log.append("close"); } }
            static String resources() { StringBuilder log = new StringBuilder(); try (Open open = new Open(log)) { log.append("body "); } return log.toString(); }
            static <T extends Comparable<T> & java.io.Serializable> T generic(T t) { Function<T, T> same = x -> x; return same.apply(t); }
            static String switchOnObject(Object o) { return switch (o) { case Integer i when i > 3 -> "int " + i; case Level l when l == Level.HIGH -> "high level"; case String s -> "string " + s; default -> "other"; }; }
            static int record(Object o) { return o instanceof Pair(Pair(Integer a, Integer b), Integer c) ? a + b + c : 0; }
            static int label() { int n = 0; outer: for (int i = 0; ; i++) { for (int j = 0; ; j++) { if (j == 4) continue outer; if (i == 3) break outer; n++; } } return n; }
            static long cast(Object o) { return (Long) o; }
            static long longs() { long n = 0; int i = 0; do { n += i; } while (++i < 100); return n; }
            static String textBlock() { return \"""
                a-b\"""; }
            static byte[] sha256(String s) { try { return java.security.MessageDigest.getInstance("SHA-256").digest(s.getBytes()); } catch (java.security.NoSuchAlgorithmException e) { throw new IllegalStateException(e); } }
            interface Words { default String a() { return "default"; } static String b() { return "static"; } private String c() { return "private"; } default String all() { return a() + " " + b() + " " + c(); } }
            static String interfaceDefault() { return new Words() {}.all(); }
            static String checked() { try { throw new java.io.IOException("io"); } catch (java.io.IOException | RuntimeException e) { return "caught " + e; } }
            """;
}
