package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.MappedSource;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
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
final class RedactingSource extends MappedSource {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final List<ProcessorHost> redactions;
    private final PayloadDecoder decoder = new PayloadDecoder();

    private RedactingSource(Source source, List<ProcessorHost> redactions) {
        super(source);
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
    protected EncodedMessage mapped(EncodedMessage message) {
        try {
            Message redacted = decoder.toMessage(message);
            for (ProcessorHost redaction : redactions) {
                Redacted collected = new Redacted();
                redaction.process(redacted, collected);
                redacted = collected.of(redacted);
            }
            return message.with(
                    redacted.key(), redacted.headers(), PayloadEncoding.VALUE, ValueEncoder.encode(redacted.value()));
        } catch (EncodingException e) {
            return unreadable(message, "it could not be decoded, so nothing of it is kept");
        } catch (ProcessorException e) {
            return unreadable(message, "it could not be redacted, so nothing of it is kept: " + e.error());
        }
    }

    /** Also without key and headers: which of them held something secret cannot be known. */
    private static EncodedMessage unreadable(EncodedMessage message, String reason) {
        Bytes payload = new MalformedPayload(reason, Bytes.EMPTY).encode();
        return message.with(Value.NULL, List.of(), PayloadEncoding.MALFORMED, payload);
    }

    @Override
    public void close() throws ConnectorException {
        redactions.forEach(ProcessorHost::close);
        super.close();
    }

    /** Takes the message that a redaction makes; there is nothing else that one may use. */
    private static final class Redacted implements ProcessorContext {
        private Optional<Output> made = Optional.empty();

        @Override
        public void emit(Output output) {
            made = Optional.of(output);
        }

        private Message of(Message message) {
            return message.followedBy(made.orElseThrow());
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
