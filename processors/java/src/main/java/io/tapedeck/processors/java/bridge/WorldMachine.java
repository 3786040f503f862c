package io.tapedeck.processors.java.bridge;

import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a processor sees of the machine and its thread: the same everywhere. */
public final class WorldMachine {
    private static final String FEATURE = String.valueOf(Runtime.version().feature());
    private static final Map<String, String> PROPERTIES = Map.of(
            "java.version",
            FEATURE,
            "java.specification.version",
            FEATURE,
            "java.vm.specification.version",
            FEATURE,
            "file.separator",
            "/",
            "path.separator",
            ":",
            "line.separator",
            "\n",
            "file.encoding",
            "UTF-8",
            "native.encoding",
            "UTF-8");

    private WorldMachine() {}

    /** For {@code System.getProperty(name)}. */
    public static @Nullable String property(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
        return name.equals("user.timezone") ? BoundWorld.zone().getId() : PROPERTIES.get(name);
    }

    /** For {@code System.getProperty(name, otherwise)}. */
    public static @Nullable String property(String name, @Nullable String otherwise) {
        String value = property(name);
        return value != null ? value : otherwise;
    }

    /** For {@code Integer.getInteger(name)}: no property is a number. */
    public static @Nullable Integer integer(String name) {
        return null;
    }

    /** For {@code Integer.getInteger(name, otherwise)}. */
    public static Integer integer(String name, int otherwise) {
        return otherwise;
    }

    /** For {@code Integer.getInteger(name, otherwise)}. */
    public static @Nullable Integer integer(String name, @Nullable Integer otherwise) {
        return otherwise;
    }

    /** For {@code Long.getLong(name)}: no property is a number. */
    public static @Nullable Long number(String name) {
        return null;
    }

    /** For {@code Long.getLong(name, otherwise)}. */
    public static Long number(String name, long otherwise) {
        return otherwise;
    }

    /** For {@code Long.getLong(name, otherwise)}. */
    public static @Nullable Long number(String name, @Nullable Long otherwise) {
        return otherwise;
    }

    /** For {@code Boolean.getBoolean(name)}: no property is {@code true}. */
    public static boolean flag(String name) {
        return false;
    }

    /** For {@code Runtime.availableProcessors()}: a processor has one thread. */
    public static int processors(Runtime runtime) {
        return 1;
    }

    /** For {@code ByteOrder.nativeOrder()}: that of nearly all machines. */
    public static ByteOrder byteOrder() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    /** For {@code Thread.threadId()} and {@code Thread.getId()}. */
    public static long threadId(Thread thread) {
        return 1;
    }

    /** For {@code Thread.getName()}. */
    public static String threadName(Thread thread) {
        return "processor";
    }
}
