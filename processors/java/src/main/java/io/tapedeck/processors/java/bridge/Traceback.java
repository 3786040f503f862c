package io.tapedeck.processors.java.bridge;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A throwable as text, with the frames of the processor's own code and no others: those are always the same. */
public final class Traceback {
    /** The name of the class loaders of processors; how frames of their code are told. */
    public static final String LOADER = "tapedeck-processor";

    private static final String OURS = "io.tapedeck.processors.java.";
    private static final Pattern ADDRESS =
            Pattern.compile("(?<=loader '" + LOADER + "') @[0-9a-f]+|(?<=\\$\\$Lambda)/0x[0-9a-f]+(@[0-9a-f]+)?"
                    + "| \\[in thread \"[^\"]*\"]|(?<=\\$Proxy)[0-9]+|(?<=jdk\\.proxy)[0-9]+");
    private static final List<String> MARKS = List.of("@", "$$Lambda/", "[in thread ", "$Proxy");
    private static final int FRAMES_MAX = 64;
    private static final int CAUSES_MAX = 16;

    private Traceback() {}

    /** The whole text: the throwable, its frames, its causes. */
    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String label = "";
        for (Throwable at = thrown; at != null && seen.add(at) && seen.size() <= CAUSES_MAX; at = cause(at)) {
            text.append(label).append(headline(at)).append('\n');
            StackTraceElement[] frames = frames(at);
            Arrays.stream(frames)
                    .limit(FRAMES_MAX)
                    .forEach(
                            frame -> text.append("    at ").append(shown(frame)).append('\n'));
            if (frames.length > FRAMES_MAX) {
                text.append("    … ").append(frames.length - FRAMES_MAX).append(" more\n");
            }
            label = "Caused by: ";
        }
        return text.toString();
    }

    /** One line: the class, without {@code java.lang}, and the message. */
    public static String headline(Throwable thrown) {
        String name = thrown.getClass().getName();
        String shown = (thrown.getClass().getPackageName().equals("java.lang")
                        ? name.substring("java.lang.".length())
                        : name)
                .replace('$', '.');
        String message = message(thrown);
        return message == null || message.isBlank()
                ? shown
                : shown + ": " + message.strip().lines().findFirst().orElse("");
    }

    /** For {@code Throwable.getMessage()}. */
    public static @Nullable String messageOf(Throwable thrown) {
        return steady(thrown.getMessage());
    }

    /** For {@code Throwable.getLocalizedMessage()}. */
    public static @Nullable String localizedMessageOf(Throwable thrown) {
        return steady(thrown.getLocalizedMessage());
    }

    /** A message of the JVM's without what differs: addresses of our class loader, numbers of classes made, threads. */
    static @Nullable String steady(@Nullable String message) {
        return message == null || MARKS.stream().noneMatch(message::contains)
                ? message
                : ADDRESS.matcher(message).replaceAll("");
    }

    /** The innermost frame of the processor's own code. */
    public static Optional<StackTraceElement> innermost(Throwable thrown) {
        return userFrames(thrown).findFirst();
    }

    /** For {@code Throwable.getStackTrace()}. */
    public static StackTraceElement[] frames(Throwable thrown) {
        return userFrames(thrown).toArray(StackTraceElement[]::new);
    }

    /** For {@code Throwable.printStackTrace(stream)}. */
    public static void print(Throwable thrown, PrintStream stream) {
        stream.print(of(thrown));
    }

    /** For {@code Throwable.printStackTrace(writer)}. */
    public static void print(Throwable thrown, PrintWriter writer) {
        writer.print(of(thrown));
    }

    /** The method that a frame is in, as written in the source: a lambda's is the one around it. */
    public static String method(String name) {
        String[] parts = name.split("\\$", -1);
        return name.startsWith("lambda$") && parts.length > 2 ? parts[1] : name;
    }

    private static Stream<StackTraceElement> userFrames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> LOADER.equals(frame.getClassLoaderName())
                        && !frame.getClassName().startsWith(OURS));
    }

    private static String shown(StackTraceElement frame) {
        String place = frame.getFileName() == null
                ? "unknown source"
                : frame.getFileName() + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "");
        return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
    }

    /** The message; the processor's own class may compute it, and fail at that. */
    private static @Nullable String message(Throwable thrown) {
        try {
            return localizedMessageOf(thrown);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
