package io.tapedeck.connectors.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import redis.clients.jedis.Protocol.Command;

/**
 * The code that runs on the server ({@code deliver.lua}): as a library of functions, or, where the user may not load one,
 * sent along with each call. The library's name holds a checksum of the code, so another version has another name.
 */
final class DeliveryScript {
    private static final String CODE = read();
    private static final String LIBRARY = "tapedeck_" + checksum();

    private final RedisLink link;
    private boolean isSentAlong;

    DeliveryScript(RedisLink link) {
        this.link = link;
    }

    /** Calls {@code open} or {@code deliver} with a stream's key and that of the hash beside it. */
    Optional<Object> call(String function, String stream, String progress, List<byte[]> arguments)
            throws ServerLostException, ErrorReplyException {
        if (!isSentAlong) {
            try {
                return callFunction(function, stream, progress, arguments);
            } catch (ErrorReplyException e) {
                if (!isDenied(e)) {
                    throw e;
                }
                isSentAlong = true;
            }
        }
        String script = "#!lua\n" + CODE + "return " + function + "(KEYS, ARGV)\n";
        return link.call(request(Command.EVAL, script, stream, progress, arguments));
    }

    private Optional<Object> callFunction(String function, String stream, String progress, List<byte[]> arguments)
            throws ServerLostException, ErrorReplyException {
        Request request = request(Command.FCALL, LIBRARY + "_" + function, stream, progress, arguments);
        try {
            return link.call(request);
        } catch (ErrorReplyException e) {
            if (!e.reply().contains("Function not found")) {
                throw e;
            }
        }
        load();
        return link.call(request);
    }

    private static Request request(
            Command command, String code, String stream, String progress, List<byte[]> arguments) {
        return new Request(command)
                .with(code)
                .with(2)
                .with(stream)
                .with(progress)
                .with(arguments);
    }

    private void load() throws ServerLostException, ErrorReplyException {
        String library = "#!lua name=" + LIBRARY + "\n" + CODE
                + "redis.register_function('" + LIBRARY + "_open', open)\n"
                + "redis.register_function('" + LIBRARY + "_deliver', deliver)\n";
        try {
            link.call(new Request(Command.FUNCTION).with("LOAD").with(library));
        } catch (ErrorReplyException e) {
            if (!e.reply().contains("already exists")) {
                throw e;
            }
        }
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
