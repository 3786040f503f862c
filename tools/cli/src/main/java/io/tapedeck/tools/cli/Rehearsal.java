package io.tapedeck.tools.cli;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamFileWriter;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the short commands once, on a log of its own, so that the JVM can keep what they load: the launcher starts it
 * when it makes the AOT cache, and it does nothing else. See {@code tapedeck}.
 */
final class Rehearsal {
    private static final int MESSAGES = 500;

    private Rehearsal() {}

    /** Rehearses in the folder that the first argument names, which must be empty; prints nothing of use. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String log = folder.resolve("rehearsal.tape").toString();
        write(Path.of(log));
        run("--help");
        run("log", "info", log);
        run("log", "info", log, "--json");
        run("log", "cat", log, "-n", "5", "--from", "#100");
        run("log", "cat", log, "--json", "--stream", "orders/1");
        run("log", "cat", log, "--format", "csv");
        run("log", "seek", log, "orders/1@7", "--json");
        run("log", "seek", log, "2026-01-01T00:00:00Z");
        run("log", "verify", log);
        run("log", "verify", log, "--json");
        run("log", "export", log, folder.resolve("rehearsal.ndjson").toString());
        run(
                "log",
                "import",
                folder.resolve("rehearsal.ndjson").toString(),
                folder.resolve("again.tape").toString());
        run("log", "verify", folder.resolve("missing.tape").toString());
        run("log", "--help");
        run("log", "cat", "--help");
        Screen.OUT.flush();
        Screen.ERR.flush();
    }

    private static void run(String... arguments) {
        Main.commandLine(arguments).execute(arguments);
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        long nanos = 1_767_225_600_000_000_000L;
        try (StreamFileWriter writer = StreamFileWriter.create(file)) {
            for (int i = 1; i <= MESSAGES; i++) {
                Bytes payload = i % 2 == 0
                        ? Bytes.utf8("{\"id\":" + i + ",\"total\":9.5,\"tags\":[\"a\",null,true]}")
                        : ValueEncoder.encode(Value.map("id", Value.of(i), "total", Value.of(9.5)));
                EncodedMessage message = new EncodedMessage(
                        new StreamKey("orders"),
                        i % 3,
                        i,
                        nanos + i,
                        Value.of("key"),
                        List.of(new Header("header", Value.of(i))),
                        i % 2 == 0 ? PayloadEncoding.JSON : PayloadEncoding.VALUE,
                        payload);
                writer.append(nanos + i, message, Value.NULL);
            }
        }
    }
}
