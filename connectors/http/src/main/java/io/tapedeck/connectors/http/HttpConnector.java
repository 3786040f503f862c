package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Durability;
import java.util.List;

/** {@code http://host[:port]/path}: where to listen for messages, or a server that takes outputs. */
public class HttpConnector implements ConnectorProvider {
    private final String scheme;

    /** For {@link java.util.ServiceLoader}. */
    public HttpConnector() {
        this("http");
    }

    /** The same connector under another scheme. */
    HttpConnector(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return WebhookOptions.SPECS;
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return HttpSinkOptions.SPECS;
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return new WebhookOptions(endpoint).check();
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return new HttpSinkOptions(endpoint).check();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return new Guarantee(
                Guarantee.Level.AT_LEAST_ONCE,
                "a request is answered when it is in the log; a sender that got no answer sends it again");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new HttpSinkOptions(endpoint).batch() == 1
                ? new Guarantee(
                        Guarantee.Level.AT_LEAST_ONCE_WITH_ID, "each request has its effect id as Idempotency-Key")
                : new Guarantee(
                        Guarantee.Level.AT_LEAST_ONCE,
                        "outputs that come again may share a request with others than before");
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) {
        return new WebhookSource(new WebhookOptions(endpoint));
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) {
        return new HttpSink(new HttpSinkOptions(endpoint), context);
    }
}
