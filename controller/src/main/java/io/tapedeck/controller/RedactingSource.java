package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.KeyValueStore;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.Timers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A source whose messages are redacted before anything else sees them: what is recorded, and what processors get, is the
 * redacted message. It is made once and recorded, so it may use what no processor may, such as the machine's own
 * randomness. A message that cannot be redacted is malformed, and nothing of its content is kept.
 */
final class RedactingSource implements Source {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Source source;
    private final List<ProcessorHost> redactions;
    private final PayloadDecoder decoder = new PayloadDecoder();

    private RedactingSource(Source source, List<ProcessorHost> redactions) {
        this.source = source;
        this.redactions = redactions;
    }

    /** The source, with some redactions where there are any. */
    static Source of(Source source, List<ProcessorCode> redactions, Extensions extensions) throws ConnectorException {
        if (redactions.isEmpty()) {
            return source;
        }
        List<ProcessorHost> hosts = new ArrayList<>();
        for (ProcessorCode code : redactions) {
            try {
                hosts.add(extensions.host(code.language()).orElseThrow().load(code));
            } catch (ProcessorException e) {
                throw new ConnectorException("redact: " + e.error());
            }
        }
        return new RedactingSource(source, hosts);
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        return switch (source.poll(wait)) {
            case Polled.Input(var message, var position) -> new Polled.Input(redacted(message), position);
            case Polled nothing -> nothing;
        };
    }

    private EncodedMessage redacted(EncodedMessage message) {
        try {
            Message redacted = decoder.toMessage(message);
            for (ProcessorHost redaction : redactions) {
                Redacted collected = new Redacted();
                redaction.process(redacted, collected);
                redacted = collected.of(redacted);
            }
            return with(
                    message,
                    redacted.key(),
                    redacted.headers(),
                    PayloadEncoding.VALUE,
                    ValueEncoder.encode(redacted.value()));
        } catch (EncodingException e) {
            return unreadable(message, "it could not be decoded, so nothing of it is kept");
        } catch (ProcessorException e) {
            return unreadable(message, "it could not be redacted, so nothing of it is kept: " + e.error());
        }
    }

    /** Also without key and headers: which of them held something secret cannot be known. */
    private static EncodedMessage unreadable(EncodedMessage message, String reason) {
        Bytes payload = new MalformedPayload(reason, Bytes.EMPTY).encode();
        return with(message, Value.NULL, List.of(), PayloadEncoding.MALFORMED, payload);
    }

    private static EncodedMessage with(
            EncodedMessage message, Value key, List<Header> headers, PayloadEncoding encoding, Bytes payload) {
        return new EncodedMessage(
                message.stream(),
                message.shard(),
                message.sequence(),
                message.timeNanos(),
                key,
                headers,
                encoding,
                payload);
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        source.seek(after);
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
        redactions.forEach(ProcessorHost::close);
        source.close();
    }

    /** Takes the message that a redaction makes; there is nothing else that one may use. */
    private static final class Redacted implements ProcessorContext {
        private Optional<Output> made = Optional.empty();

        @Override
        public void emit(Output output) {
            made = Optional.of(output);
        }

        private Message of(Message message) {
            Output output = made.orElseThrow();
            return new Message(
                    message.stream(),
                    message.shard(),
                    message.sequence(),
                    message.time(),
                    output.key(),
                    output.headers(),
                    output.value());
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public RandomGenerator random() {
            return RANDOM;
        }

        @Override
        public KeyValueStore state() {
            throw onlyTheMessage();
        }

        @Override
        public Timers timers() {
            throw onlyTheMessage();
        }

        @Override
        public Value effect(String service, Value request) {
            throw onlyTheMessage();
        }

        @Override
        public void sleep(Duration duration) {
            throw onlyTheMessage();
        }

        @Override
        public void log(String text) {
            throw onlyTheMessage();
        }

        private static UnsupportedOperationException onlyTheMessage() {
            return new UnsupportedOperationException("a redaction sees nothing but the message");
        }
    }
}
