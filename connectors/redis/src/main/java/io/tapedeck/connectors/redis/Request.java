package io.tapedeck.connectors.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The size of its arguments. */
    long bytes() {
        long sum = 0;
        for (byte[] argument : arguments) {
            sum += argument.length;
        }
        return sum;
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

    /** An answer of names and what they stand for, by turns; names that stand for null are left out. */
    static Map<String, Object> members(List<?> answer) {
        Map<String, Object> members = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            Object member = answer.get(i + 1);
            if (member != null) {
                members.put(text(answer.get(i)), member);
            }
        }
        return members;
    }
}
