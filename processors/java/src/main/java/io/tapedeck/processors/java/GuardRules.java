package io.tapedeck.processors.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a processor may call, what becomes something else, and what is refused: the table {@code guard.rules},
 * which explains itself. Names are binary names with dots, members are {@code class#member}.
 */
final class GuardRules {
    private static final String BRIDGE = "io.tapedeck.processors.java.bridge.";

    /** Says whether something may be used. */
    sealed interface Verdict {
        /** It may. */
        enum Allowed implements Verdict {
            YES
        }

        /** It may not, with a clause that says why. */
        record Refused(String why) implements Verdict {}

        /** A static method is called in its place: one of {@code types} that fits the call. */
        record Replaced(ClassDesc owner, String name, Set<MethodTypeDesc> types) implements Verdict {
            /**
             * With the one method that takes what a call passes: the same, or of a call that is not static its
             * receiver before it, be it as an object of any class.
             */
            Optional<Replaced> forCall(MethodTypeDesc call, ClassDesc receiver, boolean isStatic) {
                Stream<MethodTypeDesc> fitting = isStatic
                        ? Stream.of(call)
                        : Stream.of(receiver, ConstantDescs.CD_Object).map(type -> call.insertParameterTypes(0, type));
                return fitting.filter(types::contains).findFirst().map(type -> new Replaced(owner, name, Set.of(type)));
            }

            /** The type of the one method that {@link #forCall} chose. */
            MethodTypeDesc type() {
                return types.iterator().next();
            }
        }
    }

    private final Map<String, Verdict> members = new HashMap<>();
    private final Map<String, Verdict> classes = new HashMap<>();
    private final Map<String, Verdict> packages = new HashMap<>();
    private final Map<String, Verdict> trees = new HashMap<>();
    private final Map<String, String> substitutes = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    private final Set<String> withCharset = new HashSet<>();
    private final Map<String, Verdict.Replaced> details = new HashMap<>();

    private static final class Holder {
        static final GuardRules STANDARD = read();
    }

    /** The table that comes with Tapedeck. */
    static GuardRules standard() {
        return Holder.STANDARD;
    }

    private static GuardRules read() {
        GuardRules rules = new GuardRules();
        try (InputStream in = Objects.requireNonNull(GuardRules.class.getResourceAsStream("guard.rules"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(rules::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private void add(String line) {
        String[] words = line.split("\\s+", 3);
        String what = words[1];
        String rest = words.length > 2 ? words[2] : "";
        switch (words[0]) {
            case "allow" -> put(what, Verdict.Allowed.YES);
            case "refuse" -> put(what, new Verdict.Refused(rest));
            case "replace" -> put(what, replacement(BRIDGE, rest));
            case "guest" -> put(what, replacement("io.tapedeck.processors.java.", rest));
            case "utf8" -> withCharset.add(what);
            case "detail" -> details.put(what, replacement(BRIDGE, rest));
            case "twin" -> addTwins(what, rest);
            case "construct" -> substitutes.put(what, rest.startsWith("java.") ? rest : BRIDGE + rest);
            case "rename" -> {
                renamed.put(what.replace('.', '/'), (BRIDGE + rest).replace('.', '/'));
                originals.put(BRIDGE + rest, what);
                put(BRIDGE + rest, Verdict.Allowed.YES);
            }
            default -> throw new AssertionError("guard.rules: " + line);
        }
    }

    private void put(String what, Verdict verdict) {
        if (what.endsWith(".**")) {
            trees.put(what.substring(0, what.length() - 3), verdict);
        } else if (what.endsWith(".*")) {
            packages.put(what.substring(0, what.length() - 2), verdict);
        } else if (what.contains("#")) {
            members.put(what, verdict);
        } else {
            classes.put(what, verdict);
        }
    }

    private static Verdict.Replaced replacement(String home, String target) {
        int dot = target.indexOf('.');
        Class<?> bridge = load(home + target.substring(0, dot));
        String name = target.substring(dot + 1);
        return new Verdict.Replaced(bridge.describeConstable().orElseThrow(), name, types(bridge, name));
    }

    /** Static methods of one class become those of another, where both have them. */
    private void addTwins(String from, String to) {
        Class<?> twin = load(to);
        Set<String> names = new HashSet<>();
        Arrays.stream(load(from).getMethods()).map(Method::getName).forEach(names::add);
        for (String name : names) {
            Set<MethodTypeDesc> types = types(twin, name);
            if (!types.isEmpty()) {
                members.putIfAbsent(
                        from + "#" + name,
                        new Verdict.Replaced(twin.describeConstable().orElseThrow(), name, types));
            }
        }
    }

    private static Set<MethodTypeDesc> types(Class<?> owner, String name) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(GuardRules::type)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static MethodTypeDesc type(Method method) {
        return MethodTypeDesc.of(
                method.getReturnType().describeConstable().orElseThrow(),
                Arrays.stream(method.getParameterTypes())
                        .map(parameter -> parameter.describeConstable().orElseThrow())
                        .toList());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, GuardRules.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("guard.rules names a class that is not there: " + name, e);
        }
    }

    /** What is said of the member itself, be it of any parameters; null where nothing is. */
    @Nullable
    Verdict member(String owner, String name, String parameters) {
        Verdict exact = members.get(owner + "#" + name + parameters);
        return exact != null ? exact : members.get(owner + "#" + name);
    }

    /** What is said of a class that is not the processor's own. */
    Verdict ofClass(String name) {
        Verdict verdict = classes.get(name);
        for (String outer = name; verdict == null && outer.contains("$"); ) {
            outer = outer.substring(0, outer.lastIndexOf('$'));
            verdict = classes.get(outer);
        }
        int dot = name.lastIndexOf('.');
        String home = dot < 0 ? "" : name.substring(0, dot);
        if (verdict == null) {
            verdict = packages.get(home);
        }
        while (verdict == null && !home.isEmpty()) {
            verdict = trees.get(home);
            home = home.substring(0, Math.max(0, home.lastIndexOf('.')));
        }
        return verdict != null ? verdict : new Verdict.Refused("it is not among what a processor may use");
    }

    /** The class that is constructed, and extended, in the place of {@code name}; or {@code name}. */
    String substitute(String name) {
        return substitutes.getOrDefault(name, name);
    }

    /** Whether a constructor, as in {@code class#<init>(Types)}, gets UTF-8 as its last argument. */
    boolean takesCharset(String constructor) {
        return withCharset.contains(constructor);
    }

    /** What the last argument of a constructor, as in {@code class#<init>(Types)}, passes through, if anything. */
    Optional<Verdict.Replaced> detail(String constructor) {
        return Optional.ofNullable(details.get(constructor));
    }

    /** What a class was called before it was renamed; or {@code name}. */
    String original(String name) {
        return originals.getOrDefault(name, name);
    }

    /** Classes that are called something else wherever they are named, internal names with slashes. */
    Map<String, String> renamed() {
        return renamed;
    }

    /** The names of all that the table mentions, for a test that holds them against the JDK. */
    List<String> names() {
        return Stream.of(members.keySet(), classes.keySet(), withCharset, details.keySet())
                .flatMap(Set::stream)
                .sorted()
                .toList();
    }
}
