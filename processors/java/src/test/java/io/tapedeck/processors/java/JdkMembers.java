package io.tapedeck.processors.java;

import io.tapedeck.processors.java.GuardRules.Verdict;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the guard says of each member of the JDK that a processor may come to: a list that is kept beside the tests,
 * so that a member that a new JDK brings is seen, and judged, before it is let in. {@link #main} writes it.
 */
final class JdkMembers {
    private static final Path KEPT =
            Path.of(System.getProperty("tapedeck.root", "."), "processors", "java", "src", "test", "jdk-members.txt");
    private static final int LINE_LENGTH_MAX = 118;

    private final MemberGuard members;

    private JdkMembers() throws IOException {
        UserClasses none = UserClasses.of(new ProcessorCode("none", "java", "None", List.of()));
        members = new MemberGuard(GuardRules.standard(), none, new ClassShapes(none));
    }

    /** Writes the list as it is now. */
    public static void main(String[] arguments) throws IOException {
        Files.write(KEPT, now());
    }

    /** The list as it was judged. */
    static List<String> kept() throws IOException {
        return Files.readAllLines(KEPT);
    }

    /** The list of the JDK that runs: a class, then its members by what becomes of them, with how many of a name. */
    static List<String> now() throws IOException {
        JdkMembers list = new JdkMembers();
        List<String> lines = new ArrayList<>();
        for (Class<?> type : publicClasses()) {
            Map<String, List<String>> byVerdict = list.judged(type);
            if (!byVerdict.keySet().equals(java.util.Set.of("refused"))) {
                lines.add(type.getName());
                byVerdict.forEach((verdict, names) -> lines.addAll(wrapped(verdict, names)));
            }
        }
        return lines;
    }

    private static List<Class<?>> publicClasses() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        try (Stream<Path> files = Files.walk(base)) {
            return files.map(file -> base.relativize(file).toString())
                    .filter(file -> file.startsWith("java/") && file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(JdkMembers::load)
                    .filter(type -> isSeen(type.getModifiers()))
                    .sorted(java.util.Comparator.comparing(Class::getName))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private Map<String, List<String>> judged(Class<?> type) {
        Map<String, Map<String, Long>> counts = Stream.of(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()))
                .flatMap(each -> each)
                .map(Member.class::cast)
                .filter(member -> isSeen(member.getModifiers()) && !member.isSynthetic())
                .collect(Collectors.groupingBy(
                        this::verdict,
                        TreeMap::new,
                        Collectors.groupingBy(JdkMembers::name, TreeMap::new, Collectors.counting())));
        Map<String, List<String>> names = new TreeMap<>();
        counts.forEach((verdict, each) -> names.put(
                verdict,
                each.entrySet().stream()
                        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? "*" + entry.getValue() : ""))
                        .toList()));
        if (names.isEmpty() && !(members.ofClass(type.getName()) instanceof Verdict.Refused)) {
            names.put("allowed", List.of());
        }
        return names.isEmpty() ? Map.of("refused", List.of()) : names;
    }

    private static String name(Member member) {
        return member instanceof Constructor<?> ? "new" : member.getName();
    }

    private String verdict(Member member) {
        String owner = member.getDeclaringClass().getName();
        Verdict verdict = member instanceof Field
                ? members.ofField(owner, member.getName())
                : members.ofMethod(
                        owner,
                        member instanceof Constructor<?> ? "<init>" : member.getName(),
                        MemberOrder.type((Executable) member),
                        Modifier.isStatic(member.getModifiers()));
        return switch (verdict) {
            case Verdict.Allowed ignored -> "allowed";
            case Verdict.Replaced ignored -> "replaced";
            case Verdict.Refused ignored -> "refused";
        };
    }

    private static List<String> wrapped(String verdict, List<String> names) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("  " + verdict);
        for (String name : names) {
            if (line.length() + name.length() >= LINE_LENGTH_MAX) {
                lines.add(line.toString());
                line = new StringBuilder("   ");
            }
            line.append(' ').append(name);
        }
        lines.add(line.toString());
        return lines;
    }
}
