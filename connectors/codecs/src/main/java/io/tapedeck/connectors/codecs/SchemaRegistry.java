package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A client of Confluent's schema registry, and of those that speak its protocol, for Avro. It knows nothing of
 * codecs, and they nothing of it ({@link SchemaSource}). Not for several threads.
 */
public final class SchemaRegistry implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String SCHEMA = "schema";
    private static final String TYPE = "schemaType";
    private static final String AVRO = "AVRO";
    private static final int OK_MAX = 299;
    private static final int SERVER_ERROR = 500;

    /**
     * A schema as it is registered.
     *
     * @param subject under which name
     * @param version its how-manieth there, from 1
     * @param id its id in the registry
     * @param schema Avro's JSON
     */
    public record Registered(String subject, int version, int id, String schema) {}

    private final String address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final HttpClient client;
    private final JsonCodec json = new JsonCodec();

    /**
     * A client.
     *
     * @param address the registry's URL; what names a user in it is left out, here and in sentences
     * @param headers what each request has besides, such as an {@code Authorization}
     * @param timeout how long to wait for an answer
     */
    public SchemaRegistry(URI address, Map<String, String> headers, Duration timeout) {
        this.address = address.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "");
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * The schema of an id, as Avro's JSON.
     *
     * @throws ConnectorException where there is none, or it is not Avro alone, in a sentence
     */
    public String schema(int id) throws ConnectorException, InterruptedException {
        return schemaOf(ask("/schemas/ids/" + id, HttpRequest.newBuilder().GET()));
    }

    /**
     * The newest schema of a subject.
     *
     * @throws ConnectorException where there is none, or it is not Avro alone, in a sentence
     */
    public Registered latest(String subject) throws ConnectorException, InterruptedException {
        MapValue answer = ask(
                "/subjects/" + escaped(subject) + "/versions/latest",
                HttpRequest.newBuilder().GET());
        return new Registered(subject, integer(answer, "version"), integer(answer, "id"), schemaOf(answer));
    }

    /**
     * Registers a schema under a subject; one that is registered there keeps its id.
     *
     * @return its id
     * @throws ConnectorException where the registry refuses it, in its words
     */
    public int register(String subject, String schema) throws ConnectorException, InterruptedException {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(
                written(Value.map(SCHEMA, Value.of(schema), TYPE, Value.of(AVRO))));
        return integer(
                ask(
                        "/subjects/" + escaped(subject) + "/versions",
                        HttpRequest.newBuilder().POST(body)),
                "id");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private byte[] written(Value value) throws ConnectorException {
        try {
            return json.encode(value).toByteArray();
        } catch (EncodingException e) {
            throw new ConnectorException("the schema cannot be sent: " + e.getMessage(), e);
        }
    }

    private MapValue ask(String path, HttpRequest.Builder request) throws ConnectorException, InterruptedException {
        request.uri(URI.create(address + path))
                .timeout(timeout)
                .setHeader("Accept", CONTENT_TYPE)
                .setHeader("Content-Type", CONTENT_TYPE);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() > OK_MAX) {
                throw refused(path, response);
            }
            return map(response);
        } catch (EncodingException e) {
            throw noRegistry(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UnreachableException("the schema registry at " + address + " does not answer: " + e, e);
        }
    }

    private MapValue map(HttpResponse<byte[]> response) throws ConnectorException, EncodingException {
        Value answer = json.decode(Bytes.wrap(response.body()));
        if (answer instanceof MapValue map) {
            return map;
        }
        throw noRegistry("a " + answer.kind() + " where a map belongs");
    }

    private ConnectorException refused(String path, HttpResponse<byte[]> response) {
        String sentence = "the schema registry at " + address + " refuses " + path + ": " + reason(response);
        return response.statusCode() >= SERVER_ERROR
                ? new UnreachableException(sentence, new IOException("status " + response.statusCode()))
                : new ConnectorException(sentence);
    }

    private String reason(HttpResponse<byte[]> response) {
        try {
            if (json.decode(Bytes.wrap(response.body())) instanceof MapValue map
                    && map.get("message") instanceof StringValue(var message)) {
                return message + " (" + map.get("error_code") + ")";
            }
        } catch (EncodingException e) {
            // Another server's page, such as a proxy's: the status says more.
        }
        return "it answers " + response.statusCode();
    }

    private ConnectorException noRegistry(String reason) {
        return new ConnectorException("what answers at " + address + " is no schema registry: " + reason);
    }

    private String schemaOf(MapValue answer) throws ConnectorException {
        if (answer.get(TYPE) instanceof StringValue(var type) && !type.equals(AVRO)) {
            throw new ConnectorException("the schema is not Avro but " + type);
        }
        if (answer.get("references") instanceof ListValue(var references) && !references.isEmpty()) {
            throw new ConnectorException(
                    "the schema refers to those of other subjects, which are not read: " + references);
        }
        if (!(answer.get(SCHEMA) instanceof StringValue(var schema))) {
            throw noRegistry("its answer has no schema");
        }
        return schema;
    }

    private int integer(MapValue answer, String name) throws ConnectorException {
        if (answer.get(name) instanceof IntegerValue(var number) && (int) number == number) {
            return (int) number;
        }
        throw noRegistry("its answer has no " + name);
    }

    private static String escaped(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
