package io.tapedeck.connectors.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import redis.clients.jedis.Protocol.Command;

/**
 * The code that runs on the server ({@code deliver.lua}): as a library of functions, or, where the user may not load one,
 * sent along with each call. The library's name holds a checksum of the code, so another version has another name.
 */
final class DeliveryScript {
    private static final String CODE = read();
    private static final String LIBRARY = "tapedeck_" + checksum();

    private static final String OPEN = "open";
    private static final String DELIVER = "deliver";

    private final RedisLink link;
    private boolean isSentAlong;

    DeliveryScript(RedisLink link) {
        this.link = link;
    }

    /**
     * Calls {@code open} for a stream's key and that of the hash beside it, and learns how the server lets it be called.
     *
     * @return the answer
     */
    List<?> open(String stream, String progress, List<byte[]> arguments)
            throws ServerLostException, ErrorReplyException {
        if (!isSentAlong) {
            try {
                return openFunction(stream, progress, arguments);
            } catch (ErrorReplyException e) {
                if (!isDenied(e)) {
                    throw e;
                }
                isSentAlong = true;
            }
        }
        return answered(request(OPEN, stream, progress, arguments));
    }

    private List<?> openFunction(String stream, String progress, List<byte[]> arguments)
            throws ServerLostException, ErrorReplyException {
        Request open = request(OPEN, stream, progress, arguments);
        try {
            return answered(open);
        } catch (ErrorReplyException e) {
            if (!isMissing(e)) {
                throw e;
            }
        }
        load();
        return answered(open);
    }

    private List<?> answered(Request request) throws ServerLostException, ErrorReplyException {
        return (List<?>) link.call(request).orElseThrow();
    }

    /** The call of {@code deliver}; it does nothing where it did what it does. */
    Request deliver(String stream, String progress, List<byte[]> arguments) {
        return request(DELIVER, stream, progress, arguments);
    }

    private Request request(String function, String stream, String progress, List<byte[]> arguments) {
        Request request = isSentAlong
                ? new Request(Command.EVAL).with("#!lua\n" + CODE + "return " + function + "(KEYS, ARGV)\n")
                : new Request(Command.FCALL).with(LIBRARY + "_" + function);
        return request.with(2).with(stream).with(progress).with(arguments);
    }

    /** Whether a call failed because the server has no such function (any more). */
    static boolean isMissing(ErrorReplyException e) {
        return e.reply().contains("Function not found");
    }

    /** Gives the server the functions. */
    void load() throws ServerLostException, ErrorReplyException {
        String library = "#!lua name=" + LIBRARY + "\n" + CODE + registration(OPEN) + registration(DELIVER);
        try {
            link.call(new Request(Command.FUNCTION).with("LOAD").with(library));
        } catch (ErrorReplyException e) {
            if (!e.reply().contains("already exists")) {
                throw e;
            }
        }
    }

    private static String registration(String function) {
        return "redis.register_function('" + LIBRARY + "_" + function + "', " + function + ")\n";
    }

    /** Whether it is functions that the server does not let the user have, rather than what they do. */
    private static boolean isDenied(ErrorReplyException e) {
        String reply = e.reply().toLowerCase(Locale.ROOT);
        return (e.is("NOPERM") || reply.contains("unknown command"))
                && (reply.contains("fcall") || reply.contains("function"));
    }

    private static String read() {
        try (InputStream in = DeliveryScript.class.getResourceAsStream("deliver.lua")) {
            if (in == null) {
                throw new AssertionError("deliver.lua is missing beside " + DeliveryScript.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checksum() {
        CRC32C crc = new CRC32C();
        crc.update(CODE.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
