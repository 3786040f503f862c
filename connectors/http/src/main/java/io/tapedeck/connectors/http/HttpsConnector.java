package io.tapedeck.connectors.http;

/** {@code https://host[:port]/path}: the same over TLS, as a sink. */
public final class HttpsConnector extends HttpConnector {
    /** For {@link java.util.ServiceLoader}. */
    public HttpsConnector() {
        super("https");
    }
}
