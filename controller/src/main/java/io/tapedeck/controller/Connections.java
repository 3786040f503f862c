package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connections of a live run to the outside, opened together and closed together. */
final class Connections implements AutoCloseable {
    private final Optional<Source> source;
    private final Sink main;
    private final Optional<Sink> deadLetters;
    private final DeadLetters letters;

    private Connections(Optional<Source> source, Sink main, Optional<Sink> deadLetters, DeadLetters letters) {
        this.letters = letters;
        this.source = source;
        this.main = main;
        this.deadLetters = deadLetters;
    }

    static Connections open(PipelineDefinition definition, ShardShare share, Extensions extensions, SinkContext context)
            throws ConnectorException {
        Source source = provider(extensions, definition.from()).openSource(definition.from(), share);
        Source redacting = RedactingSource.of(source, definition.redactions(), extensions);
        return open(Optional.of(redacting), definition, extensions, context);
    }

    /** Without the source: for outputs that are not made of what it gives now. */
    static Connections openSinks(PipelineDefinition definition, Extensions extensions, SinkContext context)
            throws ConnectorException {
        return open(Optional.empty(), definition, extensions, context);
    }

    private static Connections open(
            Optional<Source> source, PipelineDefinition definition, Extensions extensions, SinkContext context)
            throws ConnectorException {
        List<AutoCloseable> opened = new ArrayList<>();
        source.ifPresent(opened::add);
        try {
            Sink main = provider(extensions, definition.to()).openSink(definition.to(), context);
            opened.add(main);
            Optional<Sink> deadLetters = Optional.empty();
            if (definition.deadLetter().isPresent()) {
                Endpoint endpoint = definition.deadLetter().get();
                deadLetters = Optional.of(provider(extensions, endpoint).openSink(endpoint, context));
            }
            return new Connections(source, main, deadLetters, new DeadLetters(context.runName(), context.task() + 1));
        } catch (ConnectorException e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static ConnectorProvider provider(Extensions extensions, Endpoint endpoint) {
        return extensions.connector(endpoint.url().scheme()).orElseThrow();
    }

    private static void closeAll(List<AutoCloseable> opened, Exception reason) {
        for (AutoCloseable connection : opened.reversed()) {
            try {
                connection.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** The source, of connections that have one. */
    Source source() {
        return source.orElseThrow();
    }

    Sink main() {
        return main;
    }

    /**
     * An egress that hands the sinks only what they do not hold.
     *
     * @param delivered what the log or a checkpoint says was delivered, for a sink that cannot tell
     */
    SinkEgress egress(Value delivered) {
        return new SinkEgress(
                edge(main, delivered.get("main")),
                deadLetters.map(sink -> edge(sink, delivered.get("dead_letters"))),
                letters);
    }

    private static SinkEgress.SinkEdge edge(Sink sink, Value delivered) {
        return new SinkEgress.SinkEdge(
                sink, sink.remembers() ? sink.last().orElse(SinkEgress.NONE) : SinkEgress.ofValue(delivered));
    }

    /** Whether a sink holds less than was delivered to it: it lost something, and that must be made again. */
    boolean lacks(Value delivered) {
        return lacks(main, delivered.get("main"))
                || deadLetters
                        .map(sink -> lacks(sink, delivered.get("dead_letters")))
                        .orElse(false);
    }

    private static boolean lacks(Sink sink, Value delivered) {
        return sink.remembers() && sink.last().orElse(SinkEgress.NONE).compareTo(SinkEgress.ofValue(delivered)) < 0;
    }

    /** Whether all sinks know themselves what they hold. */
    boolean allRemember() {
        return main.remembers() && deadLetters.map(Sink::remembers).orElse(true);
    }

    @Override
    public void close() throws ConnectorException {
        List<AutoCloseable> all = new ArrayList<>();
        source.ifPresent(all::add);
        all.add(main);
        deadLetters.ifPresent(all::add);
        ConnectorException failure = new ConnectorException("cannot close a connection");
        closeAll(all, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure.getSuppressed()[0] instanceof ConnectorException first ? first : failure;
        }
    }
}
