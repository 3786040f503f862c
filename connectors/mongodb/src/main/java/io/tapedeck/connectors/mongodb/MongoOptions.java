package io.tapedeck.connectors.mongodb;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.codecs.BsonReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/** The options of a definition: their names, what is wrong with them, and what they say. */
record MongoOptions(Endpoint endpoint) {
    private static final String START = "start";
    private static final String SNAPSHOT = "snapshot";
    private static final String ON_LOST = "on_lost";
    private static final String FOLLOW = "follow";
    private static final String PIPELINE = "pipeline";
    private static final String FULL_DOCUMENT = "full_document";
    private static final String BEFORE = "full_document_before_change";
    private static final String EXACT_INTEGERS = "exact_integers";
    private static final String WRITE = "write";
    private static final String ORDERED = "ordered";
    private static final String ID = "id";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String AUTH_DATABASE = "auth_database";
    private static final String TLS = "tls";
    private static final String DIRECT = "direct";
    private static final String CONNECT_TIMEOUT = "connect_timeout";
    private static final String TIMEOUT = "timeout";
    private static final String RECONNECT = "reconnect";

    private static final Duration CONNECT_TIMEOUT_DEFAULT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);
    private static final Duration RECONNECT_DEFAULT = Duration.ofSeconds(60);
    private static final String ADMIN = "admin";

    private static final List<OptionSpec> CONNECTION = List.of(
            new OptionSpec(USER, OptionSpec.Type.STRING, "the user"),
            new OptionSpec(PASSWORD, OptionSpec.Type.STRING, "the password, best as ${env:NAME}"),
            new OptionSpec(AUTH_DATABASE, OptionSpec.Type.STRING, "the database that knows the user"),
            new OptionSpec(TLS, OptionSpec.Type.BOOLEAN, "with TLS"),
            new OptionSpec(DIRECT, OptionSpec.Type.BOOLEAN, "ask the server named only"),
            new OptionSpec(CONNECT_TIMEOUT, OptionSpec.Type.DURATION, "how long a server may take to be found"),
            new OptionSpec(TIMEOUT, OptionSpec.Type.DURATION, "how long an answer may take"),
            new OptionSpec(RECONNECT, OptionSpec.Type.DURATION, "for how long a lost server is looked for"));
    private static final List<OptionSpec> SOURCE = List.of(
            new OptionSpec(START, OptionSpec.Type.STRING, "where to begin: " + StartAt.FORMS),
            new OptionSpec(SNAPSHOT, OptionSpec.Type.BOOLEAN, "begin with the documents that are there"),
            new OptionSpec(
                    ON_LOST, OptionSpec.Type.STRING, "where the changes behind are gone: fail, snapshot or reset"),
            new OptionSpec(FOLLOW, OptionSpec.Type.BOOLEAN, "wait for more changes"),
            new OptionSpec(PIPELINE, OptionSpec.Type.STRING, "stages that changes go through, as JSON"),
            new OptionSpec(FULL_DOCUMENT, OptionSpec.Type.STRING, "whether an update has the whole document"),
            new OptionSpec(BEFORE, OptionSpec.Type.STRING, "whether a change has the document as it was before"),
            new OptionSpec(EXACT_INTEGERS, OptionSpec.Type.BOOLEAN, "tell small int64s from int32s"));
    private static final List<OptionSpec> SINK = List.of(
            new OptionSpec(WRITE, OptionSpec.Type.STRING, "what an output is: upsert, insert or change"),
            new OptionSpec(ID, OptionSpec.Type.STRING, "the _id of a document without one: effect or key"),
            new OptionSpec(ORDERED, OptionSpec.Type.BOOLEAN, "write one document after the other"));

    static List<OptionSpec> sourceSpecs() {
        return Stream.of(SOURCE, CONNECTION).flatMap(List::stream).toList();
    }

    static List<OptionSpec> sinkSpecs() {
        return Stream.of(SINK, CONNECTION).flatMap(List::stream).toList();
    }

    /** The options by which a catalog reaches the deployment. */
    static List<OptionSpec> catalogSpecs() {
        return CONNECTION;
    }

    // ---- Mistakes ----
    List<Mistake> checkSource() {
        List<Mistake> mistakes = checkConnection();
        endpoint.string(START)
                .filter(text -> StartAt.parse(text).isEmpty())
                .ifPresent(text ->
                        mistakes.add(new Mistake(START, "\"start\" is " + StartAt.FORMS + ", not \"" + text + "\"")));
        if (snapshot() && endpoint.string(START).isPresent()) {
            mistakes.add(new Mistake(START, "a snapshot begins with what is there now; take one of both"));
        }
        checkWord(mistakes, ON_LOST, WhenLost.words());
        checkWord(mistakes, FULL_DOCUMENT, words(FullDocument.values(), FullDocument::getValue));
        checkWord(mistakes, BEFORE, words(FullDocumentBeforeChange.values(), FullDocumentBeforeChange::getValue));
        checkPipeline(mistakes);
        checkScope(mistakes);
        return mistakes;
    }

    private void checkScope(List<Mistake> mistakes) {
        if (!mistakes.isEmpty() || namespace().isCollection()) {
            return;
        }
        if (snapshot()) {
            mistakes.add(new Mistake(SNAPSHOT, "a snapshot is of a collection; the URL names " + namespace()));
        }
        if (whenLost() == WhenLost.SNAPSHOT) {
            mistakes.add(new Mistake(ON_LOST, "a snapshot is of a collection; the URL names " + namespace()));
        }
    }

    private void checkPipeline(List<Mistake> mistakes) {
        try {
            pipeline();
        } catch (JsonParseException | BsonInvalidOperationException e) {
            mistakes.add(new Mistake(
                    PIPELINE,
                    "\"pipeline\" is a JSON array of stages, such as [{\"$match\": {\"operationType\": \"insert\"}}]: "
                            + e.getMessage()));
        }
    }

    List<Mistake> checkSink() {
        List<Mistake> mistakes = checkConnection();
        checkWord(mistakes, WRITE, WriteMode.words());
        checkWord(mistakes, ID, List.of("effect", "key"));
        if (mistakes.isEmpty() && !namespace().isCollection()) {
            mistakes.add(new Mistake("url", "a sink writes to a collection; this names " + namespace()));
        }
        if (endpoint.string(ID).isPresent() && writeMode().equals(Optional.of(WriteMode.CHANGE))) {
            mistakes.add(new Mistake(ID, "a change has its document's _id"));
        }
        if (!isOrdered() && writeMode().equals(Optional.of(WriteMode.CHANGE))) {
            mistakes.add(new Mistake(ORDERED, "changes are done in their order"));
        }
        return mistakes;
    }

    /** Of how the deployment is reached, and what of it is meant: all that a catalog wants. */
    List<Mistake> checkConnection() {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            namespace();
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("url", String.valueOf(e.getMessage())));
        }
        checkTimeout(mistakes, CONNECT_TIMEOUT, Duration.ofMillis(1));
        checkTimeout(mistakes, TIMEOUT, TIMEOUT_MIN);
        if (endpoint.string(USER).isPresent() != endpoint.string(PASSWORD).isPresent()) {
            mistakes.add(new Mistake(
                    endpoint.string(USER).isPresent() ? USER : PASSWORD,
                    "a user has a password: user = \"tapedeck\", password = \"${env:MONGODB_PASSWORD}\""));
        }
        return mistakes;
    }

    private void checkTimeout(List<Mistake> mistakes, String name, Duration min) {
        endpoint.duration(name)
                .filter(time -> time.compareTo(min) < 0 || time.compareTo(TIMEOUT_MAX) > 0)
                .ifPresent(_ -> mistakes.add(
                        new Mistake(name, "\"" + name + "\" is " + min.toMillis() + "ms at least and at most 1h")));
    }

    private void checkWord(List<Mistake> mistakes, String name, List<String> words) {
        endpoint.string(name)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> mistakes.add(new Mistake(
                        name,
                        "\"" + name + "\" is one of \"" + String.join("\", \"", words) + "\", not \"" + word + "\"")));
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Stream.of(values).map(word).toList();
    }

    // ---- What they say ----

    MongoSettings connection() {
        return new MongoSettings(
                Namespace.nodes(endpoint.url()),
                endpoint.string(USER)
                        .map(user -> new MongoSettings.Credentials(
                                user,
                                endpoint.string(PASSWORD).orElse(""),
                                endpoint.string(AUTH_DATABASE).orElse(ADMIN))),
                endpoint.flag(TLS),
                endpoint.flag(DIRECT),
                endpoint.duration(CONNECT_TIMEOUT).orElse(CONNECT_TIMEOUT_DEFAULT),
                endpoint.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT),
                endpoint.duration(RECONNECT).orElse(RECONNECT_DEFAULT));
    }

    Namespace namespace() {
        return Namespace.of(endpoint.url());
    }

    SourceSettings source() {
        return new SourceSettings(
                namespace(),
                pipeline(),
                FullDocument.fromString(endpoint.string(FULL_DOCUMENT).orElse(FullDocument.DEFAULT.getValue())),
                FullDocumentBeforeChange.fromString(
                        endpoint.string(BEFORE).orElse(FullDocumentBeforeChange.DEFAULT.getValue())),
                endpoint.string(START).flatMap(StartAt::parse).orElse(StartAt.Latest.INSTANCE),
                snapshot(),
                whenLost(),
                endpoint.flag(FOLLOW, true),
                new BsonReading(endpoint.flag(EXACT_INTEGERS)));
    }

    WhenLost whenLost() {
        return endpoint.string(ON_LOST).map(WhenLost::of).orElse(WhenLost.FAIL);
    }

    OutputWriter writer() {
        return new OutputWriter(
                writeMode().orElse(WriteMode.UPSERT), endpoint.string(ID).equals(Optional.of("key")));
    }

    /** Whether outputs are written in their order. */
    boolean isOrdered() {
        return endpoint.flag(ORDERED, true);
    }

    private Optional<WriteMode> writeMode() {
        return endpoint.string(WRITE).filter(WriteMode.words()::contains).map(WriteMode::of);
    }

    private boolean snapshot() {
        return endpoint.flag(SNAPSHOT);
    }

    private List<BsonDocument> pipeline() {
        return endpoint.string(PIPELINE)
                .map(text -> BsonArray.parse(text).stream()
                        .map(BsonValue::asDocument)
                        .toList())
                .orElse(List.of());
    }
}
