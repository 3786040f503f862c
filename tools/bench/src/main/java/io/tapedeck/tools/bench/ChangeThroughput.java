package io.tapedeck.tools.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Moves what was inserted in a collection to a topic, in a process of its own, which is kept for all measurements. */
final class ChangeThroughput implements Arm {
    private final BridgeServers servers;
    private final String name;
    private final CommandFinder finder;
    private Optional<BridgeProcess> process = Optional.empty();
    private Optional<String> summary = Optional.empty();

    /** Finds what to start. */
    @FunctionalInterface
    interface CommandFinder {
        BridgeProcess.Command find() throws CannotStartException;
    }

    ChangeThroughput(BridgeServers servers, String name, CommandFinder finder) {
        this.servers = servers;
        this.name = name;
        this.finder = finder;
    }

    @Override
    public void prepare(Work work) throws IOException {
        servers.mongo();
        process = Optional.of(BridgeProcess.start(finder.find(), work.folder()));
    }

    @Override
    public double measure(Work work) throws IOException {
        BridgeProcess running = process.orElseThrow();
        Bridge.Place from = servers.filledCollection(work.messages(), work.limit());
        String out = servers.emptyTopic();
        try {
            running.move(new Bridge.Route(from, servers.topic(out), work.folder()), work.messages(), work.limit());
            Arrivals arrivals = Arrivals.of(servers, out, work);
            summary = Optional.of(String.format(
                    Locale.ROOT,
                    "MongoDB to Kafka: %s wrote %,d B a message, in a process that took %,d MiB of memory at most",
                    name,
                    arrivals.valueBytes() / arrivals.messages(),
                    running.residentBytesMax() >> 20));
            return arrivals.perSecond();
        } finally {
            servers.delete(out);
        }
    }

    @Override
    public Optional<String> summary() {
        return summary;
    }

    @Override
    public void close() {
        process.ifPresent(BridgeProcess::close);
        process = Optional.empty();
    }
}
