package io.tapedeck.connectors;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;

/** A source whose messages are changed on their way. */
public abstract class MappedSource implements Source {
    private final Source source;

    /** Over a source, which it closes with itself. */
    protected MappedSource(Source source) {
        this.source = source;
    }

    /** What is given in the place of a message. */
    protected abstract EncodedMessage mapped(EncodedMessage message);

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        source.seek(after);
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        return switch (source.poll(wait)) {
            case Polled.Input(var message, var position) -> new Polled.Input(mapped(message), position);
            case Polled nothing -> nothing;
        };
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
