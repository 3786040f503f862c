package io.tapedeck.connectors.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * Calls {@code open} or {@code deliver} for a stream's key and that of the hash beside it: once for each list of
     * arguments, all sent before the first answer is waited for. Where a call may run a second time, it must do nothing
     * then.
     *
     * @return the answers in order
     * @throws ErrorReplyException with the first error there is
     */
    List<Object> call(String function, String stream, String progress, List<List<byte[]>> calls)
            throws ServerLostException, ErrorReplyException {
        if (!isSentAlong) {
            try {
                return callFunction(function, stream, progress, calls);
            } catch (ErrorReplyException e) {
                if (!isDenied(e)) {
                    throw e;
                }
                isSentAlong = true;
            }
        }
        String script = "#!lua\n" + CODE + "return " + function + "(KEYS, ARGV)\n";
        return callAll(Command.EVAL, script, stream, progress, calls);
    }

    private List<Object> callFunction(String function, String stream, String progress, List<List<byte[]>> calls)
            throws ServerLostException, ErrorReplyException {
        String name = LIBRARY + "_" + function;
        try {
            return callAll(Command.FCALL, name, stream, progress, calls);
        } catch (ErrorReplyException e) {
            if (!e.reply().contains("Function not found")) {
                throw e;
            }
        }
        load();
        return callAll(Command.FCALL, name, stream, progress, calls);
    }

    private List<Object> callAll(Command command, String code, String stream, String progress, List<List<byte[]>> calls)
            throws ServerLostException, ErrorReplyException {
        List<Request> requests = calls.stream()
                .map(arguments -> request(command, code, stream, progress, arguments))
                .toList();
        List<Object> answers = new ArrayList<>();
        for (Optional<Object> answer : link.callAll(requests)) {
            if (answer.orElseThrow() instanceof ErrorReplyException error) {
                throw error;
            }
            answers.add(answer.get());
        }
        return answers;
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
