package io.tapedeck.processors.python.barrier;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The locale of Python, in place of the machine's: C.UTF-8, whatever {@code user.language} and {@code file.encoding}
 * say, and whatever the world's locale is. Python's standard library gives a program no other before it asks.
 */
public final class LocaleCalls {
    private LocaleCalls() {}

    /** In place of {@link Locale#getDefault(Locale.Category)}. */
    @TruffleBoundary
    public static Locale locale(@SuppressWarnings("unused") Locale.Category category) {
        return Locale.ROOT;
    }

    /** In place of {@link Charset#defaultCharset}. */
    @TruffleBoundary
    public static Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** In place of {@link String#format(String, Object...)}. */
    @TruffleBoundary
    public static String format(String format, @Nullable Object[] arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** In place of {@link String#toLowerCase()}. */
    @TruffleBoundary
    public static String toLowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** In place of {@link String#toUpperCase()}. */
    @TruffleBoundary
    public static String toUpperCase(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** In place of {@link NumberFormat#getNumberInstance()}. */
    @TruffleBoundary
    public static NumberFormat numberFormat() {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setGroupingUsed(false);
        return format;
    }

    /** The format that {@code "n"} follows: none, for the locale C groups no digits. */
    @TruffleBoundary
    public static @Nullable DecimalFormat decimalFormat() {
        return null;
    }
}
