package io.tapedeck.connectors.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.commands.ProtocolCommand;

/** A command and its arguments, put together one by one. */
final class Request {
    private final ProtocolCommand command;
    private final List<byte[]> arguments = new ArrayList<>();

    Request(ProtocolCommand command) {
        this.command = command;
    }

    Request with(String argument) {
        return with(argument.getBytes(StandardCharsets.UTF_8));
    }

    Request with(long argument) {
        return with(Long.toString(argument));
    }

    Request with(byte[] argument) {
        arguments.add(argument);
        return this;
    }

    Request with(List<byte[]> more) {
        arguments.addAll(more);
        return this;
    }

    ProtocolCommand command() {
        return command;
    }

    byte[][] arguments() {
        return arguments.toArray(byte[][]::new);
    }

    /** The text of an answer's part. */
    static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }
}
