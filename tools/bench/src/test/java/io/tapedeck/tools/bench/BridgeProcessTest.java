package io.tapedeck.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side in a process of its own. */
final class BridgeProcessTest {
    @TempDir
    private Path folder;

    /** Answers each question when it has taken 64 MiB of memory, and says what it was asked. */
    static final class Answering {
        private static byte[] taken = {};

        public static void main(String[] arguments) throws IOException {
            var questions = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (BridgeProcess.Request.parse(line).messages() != 7) {
                    throw new IllegalArgumentException("asked for " + line);
                }
                taken = new byte[64 << 20];
                java.util.Arrays.fill(taken, (byte) 1);
                System.out.println("something else that a library prints");
                System.out.println(BridgeProcess.DONE);
            }
        }
    }

    @Test
    void oneMoveFollowsAnotherInTheSameProcess() throws IOException {
        try (BridgeProcess process = start(Answering.class.getName())) {
            process.move(route(), 7, Limit.of(Duration.ofMinutes(1)));
            process.move(route(), 7, Limit.of(Duration.ofMinutes(1)));
            assertTrue(process.residentBytesMax() >= 64 << 20);
        }
    }

    @Test
    void whyAProcessFailedIsSaid() throws IOException {
        try (BridgeProcess process = start(Answering.class.getName())) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class, () -> process.move(route(), 8, Limit.of(Duration.ofMinutes(1))));
            assertTrue(String.valueOf(thrown.getMessage()).contains("asked for mongodb\t"), thrown.getMessage());
        }
    }

    @Test
    void aQuestionArrivesAsItWasAsked() {
        BridgeProcess.Request request = new BridgeProcess.Request(route(), 7);
        assertEquals(request, BridgeProcess.Request.parse(request.line()));
    }

    private BridgeProcess start(String main) throws IOException {
        return BridgeProcess.start(
                new BridgeProcess.Command(System.getProperty("java.class.path"), List.of(main)), folder);
    }

    private Bridge.Route route() {
        return new Bridge.Route(
                new Bridge.Place("mongodb", "127.0.0.1:1", "bench.in"),
                new Bridge.Place("kafka", "127.0.0.1:2", "out"),
                folder);
    }
}
