package io.tapedeck.tools.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What people see: streams in UTF-8, colours where they carry meaning and a terminal shows them, and one line of
 * progress that is rewritten in place. The launcher says which streams are terminals.
 */
final class Screen {
    /** What stands behind {@link #OUT}. */
    static final StandardStream STANDARD_OUT = new StandardStream(FileDescriptor.out);

    static final PrintStream OUT = stream(STANDARD_OUT);
    static final PrintStream ERR = stream(new StandardStream(FileDescriptor.err));

    private static final String TERMINALS = System.getProperty("tapedeck.terminals", "");
    private static final boolean COLOUR = System.getenv("NO_COLOR") == null && TERMINALS.contains("1");

    private static PrintStream report = OUT;

    private Screen() {}

    private static PrintStream stream(StandardStream stream) {
        return new PrintStream(new BufferedOutputStream(stream, 1 << 16), false, StandardCharsets.UTF_8);
    }

    /** Whether somebody sits at both ends. */
    static boolean isConversation() {
        return TERMINALS.contains("0") && TERMINALS.contains("1");
    }

    static boolean progressIsSeen() {
        return TERMINALS.contains("2");
    }

    /** What is printed goes to standard error from now on, for standard output belongs to a sink. */
    static void leaveOutToSink() {
        report = ERR;
    }

    static void line(String text) {
        report.println(text);
    }

    static void warn(String text) {
        OUT.flush();
        ERR.println(text);
        ERR.flush();
    }

    /** Shows a line of progress in the place of the last. */
    static void progress(String text) {
        if (progressIsSeen()) {
            ERR.print("\r\033[K" + text);
            ERR.flush();
        }
    }

    static void endProgress() {
        progress("");
    }

    static String red(String text) {
        return colour("31", text);
    }

    static String green(String text) {
        return colour("32", text);
    }

    static String bold(String text) {
        return colour("1", text);
    }

    static String dim(String text) {
        return colour("2", text);
    }

    private static String colour(String code, String text) {
        return COLOUR ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
