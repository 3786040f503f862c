package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.WithheldPayload;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Makes inputs whole that a run log withholds: reads them from the run's source again, and takes them only if they are what
 * was recorded. Opens nothing before the first of them.
 */
final class WithheldInputs implements AutoCloseable {
    private final RunStart start;
    private final Extensions extensions;
    private Optional<MessageFetcher> fetcher = Optional.empty();

    WithheldInputs(RunStart start, Extensions extensions) {
        this.start = start;
        this.extensions = extensions;
    }

    /**
     * An input with all that the source gave.
     *
     * @param before where the source stood before it, where that is known
     */
    RecordedInput whole(RecordedInput recorded, Optional<Value> before) throws IOException {
        FedInput input = recorded.input();
        boolean isWithheld =
                start.recording() == Recording.RANGES && input.message().encoding() == PayloadEncoding.WITHHELD;
        return isWithheld
                ? recorded.with(new FedInput(
                        input.ordinal(), input.feedTimeNanos(), readAgain(input, before), input.position()))
                : recorded;
    }

    private EncodedMessage readAgain(FedInput input, Optional<Value> before) throws IOException {
        EncodedMessage recorded = input.message();
        try {
            WithheldPayload withheld = WithheldPayload.in(recorded)
                    .orElseThrow(() -> new ConnectorException("the log does not say how it is to be known again"));
            EncodedMessage found = openFetcher().fetch(recorded, input.position(), before);
            if (!withheld.isOf(found)) {
                throw new ConnectorException("another message is there now (SHA-256 "
                        + WithheldPayload.of(found).sha256Text() + ", recorded " + withheld.sha256Text() + ")");
            }
            return new EncodedMessage(
                    recorded.stream(),
                    recorded.shard(),
                    recorded.sequence(),
                    recorded.timeNanos(),
                    found.key(),
                    found.headers(),
                    withheld.encoding(),
                    found.payload());
        } catch (ConnectorException e) {
            throw new WithheldInputException(sentence(input, String.valueOf(e.getMessage())), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private MessageFetcher openFetcher() throws ConnectorException {
        if (fetcher.isEmpty()) {
            fetcher = Optional.of(open(endpoint()));
        }
        return fetcher.get();
    }

    private Endpoint endpoint() {
        Optional<Endpoint> told = extensions.sourceOfReplays();
        return told.orElseGet(() -> start.source().orElseThrow().endpoint(start.from()));
    }

    private MessageFetcher open(Endpoint endpoint) throws ConnectorException {
        String scheme = endpoint.url().scheme();
        ConnectorProvider connector = extensions
                .connector(scheme)
                .orElseThrow(() -> new ConnectorException("this Tapedeck has no connector for " + scheme + "://"));
        Optional<ConnectorProvider.Mistake> mistake =
                connector.checkSource(endpoint).stream().findFirst();
        if (mistake.isPresent()) {
            throw new ConnectorException(mistake.get().message());
        }
        if (!connector.readsAgain(endpoint)) {
            throw new ConnectorException(endpoint.url() + " cannot be read a second time");
        }
        return connector.openFetcher(endpoint);
    }

    private String sentence(FedInput input, String why) {
        return input.message().place() + ", input " + start.position(input.ordinal()) + " of run " + start.id()
                + ", cannot be read again from " + endpoint().url() + ": " + why
                + ". The log has only its digest (record = \"ranges\"): bring back what was read; --source FILE has verify, "
                + "replay and inspect read it elsewhere, or with the properties that no log has; run --new begins anew";
    }

    @Override
    public void close() {
        fetcher.ifPresent(opened -> {
            try {
                opened.close();
            } catch (ConnectorException e) {
                // Nothing was changed there, and what was wanted has been read.
            }
        });
    }
}
