package io.tapedeck.connectors.pubsub;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionChecks;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.PayloadEncoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The options of a definition: their names, what is wrong with them, and what they say. */
record PubSubOptions(Endpoint endpoint) {
    private static final String CREDENTIALS = "credentials";
    private static final String ENDPOINT = "endpoint";
    private static final String EMULATOR = "emulator";
    private static final String EMULATOR_VARIABLE = "PUBSUB_EMULATOR_HOST";
    private static final String TIMEOUT = "timeout";
    private static final String CREATE = "create";
    private static final String SUBSCRIPTION = "subscription";
    private static final String FILTER = "filter";
    private static final String SEEK = "seek";
    private static final String DECODE = "decode";
    private static final String ACK = "ack";
    private static final String OUTSTANDING = "outstanding";
    private static final String ACK_DEADLINE = "ack_deadline";
    private static final String ORDERING = "ordering";
    private static final String ENCODE = "encode";

    /** As many as a run records together. */
    private static final long OUTSTANDING_DEFAULT = 4096;

    private static final int FILTER_CHARS_MAX = 256;
    private static final long OUTSTANDING_MAX = 100_000;
    private static final Duration ACK_DEADLINE_DEFAULT = Duration.ofSeconds(30);
    private static final Duration ACK_DEADLINE_MIN = Duration.ofSeconds(10);
    private static final Duration ACK_DEADLINE_MAX = Duration.ofMinutes(10);
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(60);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);
    private static final Pattern ADDRESS = Pattern.compile("[^\\s/:]+:[0-9]{1,5}|\\[[0-9A-Fa-f:.]+]:[0-9]{1,5}");

    private static final List<OptionSpec> BOTH = List.of(
            new OptionSpec(CREDENTIALS, OptionSpec.Type.STRING, "a service account's JSON file"),
            new OptionSpec(ENDPOINT, OptionSpec.Type.STRING, "another address of Pub/Sub, such as a region's"),
            new OptionSpec(EMULATOR, OptionSpec.Type.STRING, "the emulator's address, host:port"),
            new OptionSpec(TIMEOUT, OptionSpec.Type.DURATION, "how long an answer may take, and Pub/Sub be away"),
            new OptionSpec(CREATE, OptionSpec.Type.BOOLEAN, "make what is not there"));
    private static final List<OptionSpec> SOURCE = List.of(
            new OptionSpec(SUBSCRIPTION, OptionSpec.Type.STRING, "the subscription to read"),
            new OptionSpec(FILTER, OptionSpec.Type.STRING, "which messages the subscription has"),
            new OptionSpec(SEEK, OptionSpec.Type.STRING, "where a new run begins: " + StartAt.FORMS),
            new OptionSpec(DECODE, OptionSpec.Type.STRING, "what a message's data is: json, text or bytes"),
            new OptionSpec(ACK, OptionSpec.Type.STRING, "when a message is acknowledged: log or sink"),
            new OptionSpec(OUTSTANDING, OptionSpec.Type.INTEGER, "how many messages are taken and not acknowledged"),
            new OptionSpec(ACK_DEADLINE, OptionSpec.Type.DURATION, "when the messages of a killed process come again"));
    private static final List<OptionSpec> SINK = List.of(
            new OptionSpec(ORDERING, OptionSpec.Type.BOOLEAN, "write an output's key as the ordering key"),
            new OptionSpec(ENCODE, OptionSpec.Type.STRING, "how to write a value: json, text or bytes"));

    static List<OptionSpec> sourceSpecs() {
        return Stream.concat(SOURCE.stream(), BOTH.stream()).toList();
    }

    static List<OptionSpec> sinkSpecs() {
        return Stream.concat(SINK.stream(), BOTH.stream()).toList();
    }

    // ---- Mistakes ----

    List<Mistake> checkSource() {
        List<Mistake> mistakes = checkBoth();
        OptionChecks.encoding(DECODE, endpoint.string(DECODE)).ifPresent(mistakes::add);
        endpoint.string(SUBSCRIPTION)
                .filter(name -> !TopicUrl.isId(name))
                .ifPresent(name -> mistakes.add(new Mistake(
                        SUBSCRIPTION, "\"" + name + "\" is not a subscription's name: " + TopicUrl.idForm())));
        endpoint.string(FILTER)
                .filter(text -> text.isBlank() || text.length() > FILTER_CHARS_MAX)
                .ifPresent(_ -> mistakes.add(new Mistake(
                        FILTER,
                        "\"filter\" is like attributes.operation_type = \"insert\", of " + FILTER_CHARS_MAX
                                + " characters at most")));
        endpoint.string(SEEK)
                .filter(text -> StartAt.parse(text).isEmpty())
                .ifPresent(text ->
                        mistakes.add(new Mistake(SEEK, "\"seek\" is " + StartAt.FORMS + ", not \"" + text + "\"")));
        endpoint.string(ACK)
                .filter(word -> !word.equals("log") && !word.equals("sink"))
                .ifPresent(
                        word -> mistakes.add(new Mistake(ACK, "\"ack\" is \"log\" or \"sink\", not \"" + word + "\"")));
        OptionChecks.range(OUTSTANDING, endpoint.integer(OUTSTANDING), 1, OUTSTANDING_MAX)
                .ifPresent(mistakes::add);
        checkBetween(mistakes, ACK_DEADLINE, ACK_DEADLINE_MIN, ACK_DEADLINE_MAX, "10s to 10m");
        return mistakes;
    }

    List<Mistake> checkSink() {
        List<Mistake> mistakes = checkBoth();
        OptionChecks.encoding(ENCODE, endpoint.string(ENCODE)).ifPresent(mistakes::add);
        return mistakes;
    }

    private List<Mistake> checkBoth() {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            TopicUrl.parse(endpoint.url());
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("url", String.valueOf(e.getMessage())));
        }
        for (String option : List.of(ENDPOINT, EMULATOR)) {
            endpoint.string(option)
                    .filter(address -> !ADDRESS.matcher(address).matches())
                    .ifPresent(address -> mistakes.add(
                            new Mistake(option, "\"" + option + "\" is host:port, not \"" + address + "\"")));
        }
        if (endpoint.string(EMULATOR).isPresent()) {
            for (String option : List.of(CREDENTIALS, ENDPOINT)) {
                endpoint.string(option)
                        .ifPresent(_ ->
                                mistakes.add(new Mistake(option, "with \"emulator\" there is no \"" + option + "\"")));
            }
        }
        checkBetween(mistakes, TIMEOUT, Duration.ofMillis(1), TIMEOUT_MAX, "1ms to 1h");
        return mistakes;
    }

    private void checkBetween(List<Mistake> mistakes, String option, Duration min, Duration max, String range) {
        endpoint.duration(option)
                .filter(time -> time.compareTo(min) < 0 || time.compareTo(max) > 0)
                .ifPresent(_ -> mistakes.add(new Mistake(option, "\"" + option + "\" is " + range)));
    }

    // ---- What they say ----

    Access access() {
        Optional<String> emulator = endpoint.string(EMULATOR);
        Optional<String> credentials = endpoint.string(CREDENTIALS);
        if (emulator.isEmpty()
                && credentials.isEmpty()
                && endpoint.string(ENDPOINT).isEmpty()) {
            emulator = Optional.ofNullable(System.getenv(EMULATOR_VARIABLE)).filter(address -> !address.isEmpty());
        }
        return new Access(
                emulator,
                endpoint.string(ENDPOINT),
                credentials.map(file -> endpoint.folder().resolve(file).normalize()),
                endpoint.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT));
    }

    SourceSettings source() {
        TopicUrl topic = TopicUrl.parse(endpoint.url());
        return new SourceSettings(
                topic,
                endpoint.string(SUBSCRIPTION).orElse("tapedeck-" + topic.topic()),
                endpoint.flag(CREATE),
                endpoint.string(FILTER),
                endpoint.string(SEEK).flatMap(StartAt::parse).orElse(StartAt.Standing.INSTANCE),
                isShared(),
                encoding(DECODE),
                endpoint.integer(OUTSTANDING).orElse(OUTSTANDING_DEFAULT),
                endpoint.duration(ACK_DEADLINE).orElse(ACK_DEADLINE_DEFAULT));
    }

    SinkSettings sink() {
        return new SinkSettings(
                TopicUrl.parse(endpoint.url()), endpoint.flag(CREATE), endpoint.flag(ORDERING), encoding(ENCODE));
    }

    /** Whether messages are acknowledged with the sink. */
    boolean isShared() {
        return endpoint.string(ACK).filter("sink"::equals).isPresent();
    }

    private PayloadEncoding encoding(String option) {
        return endpoint.string(option).flatMap(PayloadDecoder::encodingOf).orElse(PayloadEncoding.JSON);
    }
}
