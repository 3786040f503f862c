package io.tapedeck.connectors.http;

import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectNames;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the requests that carry outputs: one each, or many together. */
final class OutputRequests {
    static final String KEY = "Tapedeck-Key";
    static final String ID = "Idempotency-Key";

    private final HttpSinkOptions options;
    private final EffectNames names;
    private final JsonCodec json = new JsonCodec();

    OutputRequests(HttpSinkOptions options, SinkContext context) {
        this.options = options;
        names = new EffectNames(context);
    }

    /**
     * An output's part of a body.
     *
     * @throws EncodingException where the body cannot hold it, or the request cannot have its key or a header
     */
    Bytes encode(Output output) throws EncodingException {
        if (options.batch() == 1) {
            for (Header header : beside(output)) {
                if (!RequestHeaders.isOne(header.name(), header.value().asString())) {
                    throw new EncodingException("a request cannot have the header \"" + header.name()
                            + "\" with the value " + header.value());
                }
            }
        }
        return options.isText() ? PlainContent.orJson(output.value(), json) : json.encode(output.value());
    }

    /** The key and the headers of an output as headers with texts. */
    private List<Header> beside(Output output) throws EncodingException {
        List<Header> headers = new ArrayList<>();
        if (!output.key().isNull()) {
            headers.add(new Header(KEY, text(output.key())));
        }
        for (Header header : output.headers()) {
            headers.add(new Header(header.name(), text(header.value())));
        }
        return headers;
    }

    private Value text(Value value) throws EncodingException {
        return Value.of(Utf8.decode(PlainContent.orJson(value, json)));
    }

    /** The request for some outputs; more than one only where the options say so. */
    HttpRequest of(List<Effect> outputs) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", contentType(outputs.getFirst().output().value()));
        if (options.batch() == 1) {
            headers.putAll(headersOf(outputs.getFirst().output()));
        }
        headers.putAll(options.headers());
        headers.put(ID, id(outputs));
        HttpRequest.Builder request = HttpRequest.newBuilder(options.address()).timeout(options.timeout());
        headers.forEach(request::setHeader);
        return request.method(options.method(), HttpRequest.BodyPublishers.ofByteArray(body(outputs)))
                .build();
    }

    /** Of a name that comes twice, both values are one. */
    private Map<String, String> headersOf(Output output) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            for (Header header : beside(output)) {
                headers.merge(header.name(), header.value().asString(), (first, second) -> first + ", " + second);
            }
        } catch (EncodingException e) {
            throw new IllegalStateException("it was encoded before", e);
        }
        return headers;
    }

    private String contentType(Value value) {
        if (options.batch() > 1 && options.batchForm() == HttpSinkOptions.BatchForm.LINES) {
            return "application/x-ndjson";
        }
        if (options.isText() && value instanceof BytesValue) {
            return "application/octet-stream";
        }
        return options.isText() && value instanceof StringValue ? "text/plain; charset=utf-8" : "application/json";
    }

    /** The effect's id, or the first and the last one's. */
    private String id(List<Effect> outputs) {
        String first = names.of(outputs.getFirst().id());
        return outputs.size() == 1
                ? first
                : first + "-" + names.of(outputs.getLast().id());
    }

    private byte[] body(List<Effect> outputs) {
        if (options.batch() == 1) {
            return outputs.getFirst().encoded().toByteArray();
        }
        boolean array = options.batchForm() == HttpSinkOptions.BatchForm.ARRAY;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < outputs.size(); i++) {
            if (array) {
                body.write(i == 0 ? '[' : ',');
            }
            body.writeBytes(outputs.get(i).encoded().toByteArray());
            if (!array) {
                body.write('\n');
            }
        }
        if (array) {
            body.write(']');
        }
        return body.toByteArray();
    }
}
