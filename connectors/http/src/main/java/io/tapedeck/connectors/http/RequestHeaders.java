package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** What can be a header of a request. */
final class RequestHeaders {
    static final String OPTION = "headers";

    private RequestHeaders() {}

    /** Those of the option {@value #OPTION} that cannot. */
    static List<Mistake> check(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !isOne(header.getKey(), header.getValue()))
                .map(header ->
                        new Mistake(OPTION, "\"" + header.getKey() + "\" cannot be sent as a header of a request"))
                .toList();
    }

    static boolean isOne(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
