package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.BridgeBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures pipelines between servers. */
@Command(
        name = "bridge",
        description = {
            "Measures pipelines from Kafka to Kafka, from Redis to Redis and from MongoDB to Kafka against loops",
            "written by hand, Kafka Streams and Debezium, on servers that it starts: a million messages of 256 B",
            "in 4 partitions of Kafka, as many as there is time for in Redis, which appends to a file and forces",
            "it to the disk with each write, or once a second. What arrived is counted at the broker. From MongoDB",
            "come 200,000 inserts, and each side is a process of its own, whose memory is told. A ratio says how",
            "many times better ours is. It takes up to 20 minutes and 8 GiB of disk, and exits with 0 when short",
            "of a target too."
        },
        mixinStandardHelpOptions = true)
final class BenchBridgeCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException, WrongUseException {
        return options.run(BridgeBenchmark::run);
    }
}
