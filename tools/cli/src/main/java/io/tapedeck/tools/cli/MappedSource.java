package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A source whose messages are changed on their way, but for those that could not be read. */
final class MappedSource implements Source {
    private final Source source;
    private final UnaryOperator<EncodedMessage> mapping;

    MappedSource(Source source, UnaryOperator<EncodedMessage> mapping) {
        this.source = source;
        this.mapping = mapping;
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        source.seek(after);
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        Polled polled = source.poll(wait);
        return polled instanceof Polled.Input(EncodedMessage message, Value position)
                        && message.encoding() != PayloadEncoding.MALFORMED
                ? new Polled.Input(mapping.apply(message), position)
                : polled;
    }

    @Override
    public boolean isShared() {
        return source.isShared();
    }

    @Override
    public boolean isAcknowledged() {
        return source.isAcknowledged();
    }

    @Override
    public void beforeRelease(Settlement settlement) {
        source.beforeRelease(settlement);
    }

    @Override
    public void acknowledge(Value position) throws ConnectorException {
        source.acknowledge(position);
    }

    @Override
    public void close() throws ConnectorException {
        source.close();
    }
}
