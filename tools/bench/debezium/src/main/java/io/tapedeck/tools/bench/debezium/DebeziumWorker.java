package io.tapedeck.tools.bench.debezium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The main class of a process that {@code bench bridge} starts. A line of standard input is what to move: parted by tabs,
 * {@code mongodb}, its node, {@code database.collection}, {@code kafka}, its node, the topic, an empty folder, and how
 * many messages there are. When they are delivered, {@code done} is printed.
 */
final class DebeziumWorker {
    private DebeziumWorker() {}

    /** Moves messages until nobody asks for more, or who asked is gone. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            String[] parts = request.split("\t", -1);
            try (DebeziumMove move = new DebeziumMove(parts[4], parts[5], Long.parseLong(parts[7]))) {
                move.run(EngineProperties.of(parts[1], parts[2], parts[6]));
            }
            System.out.println("done");
        }
    }
}
