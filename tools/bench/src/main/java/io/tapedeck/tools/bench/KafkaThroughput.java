package io.tapedeck.tools.bench;

import java.io.IOException;

/** Moves messages from one topic to another. */
final class KafkaThroughput implements Arm {
    private final BridgeServers servers;
    private final BridgeMapping mapping;
    private final Bridge bridge;

    KafkaThroughput(BridgeServers servers, BridgeMapping mapping, Bridge bridge) {
        this.servers = servers;
        this.mapping = mapping;
        this.bridge = bridge;
    }

    @Override
    public double measure(Work work) throws IOException {
        String in = servers.filledTopic(mapping, work.messages(), work.limit());
        String out = servers.emptyTopic();
        try {
            bridge.move(
                    new Bridge.Route(servers.topic(in), servers.topic(out), work.folder()),
                    work.messages(),
                    work.limit());
            return Arrivals.of(servers, out, work).perSecond();
        } finally {
            servers.delete(out);
        }
    }
}
