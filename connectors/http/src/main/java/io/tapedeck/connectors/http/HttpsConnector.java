package io.tapedeck.connectors.http;

/** {@code https://host[:port]/path}: the same over TLS. */
public final class HttpsConnector extends HttpConnector {
    /** For {@link java.util.ServiceLoader}. */
    public HttpsConnector() {
        super("https");
    }
}
