package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Mirror;
import io.tapedeck.processors.java.bridge.Traceback;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads a processor's classes, each through the guard. Everything else is the JDK's or the API's: nothing
 * else of Tapedeck or of its libraries can be seen from here.
 */
final class GuardedLoader extends ClassLoader implements Mirror.Holder {
    /** The name of {@link Guest}, which every loader defines for itself. */
    static final String GUEST = "io.tapedeck.processors.java.Guest";

    private static final String BRIDGE = "io.tapedeck.processors.java.";
    private static final Set<String> DEFINED_ANEW = Set.of(GUEST, BRIDGE + "GuestReflection");
    private static final List<String> OURS = List.of("java.", "io.tapedeck.log.", "io.tapedeck.runtime.", BRIDGE);

    private final ClassLoader api;
    private final UserClasses classes;
    private final ClassGuard guard;
    private final Reflections mirror;
    private final String entry;
    private final Map<String, byte[]> guarded = new HashMap<>();

    GuardedLoader(UserClasses classes, ClassShapes shapes, String entry) {
        super(Traceback.LOADER, ClassLoader.getPlatformClassLoader());
        this.api = GuardedLoader.class.getClassLoader();
        this.classes = classes;
        GuardRules rules = GuardRules.standard();
        MemberGuard members = new MemberGuard(rules, classes, shapes);
        TypeRenamer renamer = new TypeRenamer(rules.renamed());
        this.guard = new ClassGuard(rules, classes, shapes, members, renamer);
        this.mirror = new Reflections(this, rules, members, new MemberOrder(classes, renamer));
        this.entry = entry;
        // Assertions hold or fail on every machine alike, whatever the flags of its JVM.
        setDefaultAssertionStatus(true);
    }

    /** Whether a class is the JDK's or ours, even if the class path has one of that name. */
    static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::startsWith);
    }

    /**
     * Guards all classes that were written with the processor and that it may come to.
     *
     * @return their names, in an order that depends on the code only
     * @throws Stop where one is refused
     */
    Set<String> guardAll() {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(entry));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (classes.isOwn(name, entry) && !isOurs(name) && reached.add(name)) {
                ClassGuard.Guarded result = guard.guard(classes.find(name).orElseThrow(), true);
                guarded.put(name, result.classFile());
                open.addAll(result.named());
            }
        }
        return reached;
    }

    @Override
    public Mirror mirror() {
        return mirror;
    }

    /** The brake of the processor's calls. */
    Brake brake() {
        return (Brake) guestField("BRAKE");
    }

    /** What the processor prints. */
    LogStream log() {
        return (LogStream) guestField("OUT");
    }

    private Object guestField(String name) {
        try {
            return Class.forName(GUEST, true, this).getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (DEFINED_ANEW.contains(name)) {
                return define(name, guestClassFile(name));
            }
            if (isOurs(name) && !name.startsWith("java.")) {
                return api.loadClass(name);
            }
            return classes.has(name) && !isOurs(name) ? define(name, classFile(name)) : super.loadClass(name, resolve);
        }
    }

    /** A class that was not reached from the processor's own is looked at as one of a library. */
    private byte[] classFile(String name) {
        byte[] known = guarded.remove(name);
        return known != null
                ? known
                : guard.guard(classes.find(name).orElseThrow(), false).classFile();
    }

    private Class<?> define(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }

    private byte[] guestClassFile(String name) throws ClassNotFoundException {
        try (InputStream in = api.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
