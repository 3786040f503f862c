package io.tapedeck.tools.bench;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.controller.Transfer;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Our connectors without a recording, as the command {@code relay} uses them. */
final class UnrecordedBridge implements BridgeLoop {
    private final String encoding;

    /** One that writes values in an encoding, and reads those that are encoded in the same. */
    UnrecordedBridge(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public void run(Route route, long messages, BooleanSupplier stop) throws ConnectorException, InterruptedException {
        Endpoint from = endpoint(route, route.from(), route.from().reading(messages == ENDLESS, encoding));
        Endpoint to = endpoint(route, route.to(), Map.of("encode", encoding, "guarantee", "at-least-once"));
        SinkContext context = new SinkContext(UUID.randomUUID(), "bench", 0, false, Durability.OS);
        try (Source source = connector(route.from()).openSource(from, ShardShare.ALL);
                Sink sink = connector(route.to()).openSink(to, context)) {
            new Transfer(source, sink, /* keepsPlaces= */ false, new Unheard()).run(Long.MAX_VALUE, stop);
        }
    }

    private static ConnectorProvider connector(Place place) {
        return RecordedRun.EXTENSIONS.connector(place.scheme()).orElseThrow();
    }

    private static Endpoint endpoint(Route route, Place place, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse(place.url()), route.folder(), options);
    }

    private static final class Unheard implements Transfer.Listener {
        @Override
        public void passedOver(EncodedMessage message, String why) {
            throw new IllegalStateException("a message that is measured was passed over: " + why);
        }

        @Override
        public void moved(long messages) {}
    }
}
