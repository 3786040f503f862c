package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.connectors.OptionChecks;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.PayloadEncoding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The options of a definition: their names, what is wrong with them, and what they say. */
record RedisOptions(Endpoint endpoint, boolean tls) {
    static final int PORT_DEFAULT = 6379;

    private static final String KEY = "key";
    private static final String SHARDS = "shards";
    private static final String START = "start";
    private static final String FOLLOW = "follow";
    private static final String FIELD = "field";
    private static final String FIELDS = "fields";
    private static final String DECODE = "decode";
    private static final String COUNT = "count";
    private static final String GROUP = "group";
    private static final String CONSUMER = "consumer";
    private static final String CLAIM_AFTER = "claim_after";
    private static final String ACK = "ack";
    private static final String GUARANTEE = "guarantee";
    private static final String MAXLEN = "maxlen";
    private static final String MKSTREAM = "mkstream";
    private static final String ENCODE = "encode";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String DB = "db";
    private static final String CACERT = "cacert";
    private static final String VERIFY_HOSTNAME = "verify_hostname";
    private static final String CONNECT_TIMEOUT = "connect_timeout";
    private static final String TIMEOUT = "timeout";
    private static final String RECONNECT = "reconnect";

    private static final long SHARDS_MAX = 4096;
    private static final long COUNT_DEFAULT = 1000;
    private static final long COUNT_MAX = 100_000;
    private static final Duration CONNECT_TIMEOUT_DEFAULT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);
    private static final Duration CLAIM_AFTER_DEFAULT = Duration.ofSeconds(30);
    private static final Duration RECONNECT_DEFAULT = Duration.ofSeconds(60);

    private static final List<OptionSpec> CONNECTION = List.of(
            new OptionSpec(USER, OptionSpec.Type.STRING, "the ACL user"),
            new OptionSpec(PASSWORD, OptionSpec.Type.STRING, "the password, best as ${env:NAME}"),
            new OptionSpec(DB, OptionSpec.Type.INTEGER, "the database's number"),
            new OptionSpec(CONNECT_TIMEOUT, OptionSpec.Type.DURATION, "how long a connection may take to be made"),
            new OptionSpec(TIMEOUT, OptionSpec.Type.DURATION, "how long an answer may take"),
            new OptionSpec(RECONNECT, OptionSpec.Type.DURATION, "for how long a lost server is looked for"));
    private static final List<OptionSpec> TLS = List.of(
            new OptionSpec(CACERT, OptionSpec.Type.STRING, "a PEM file with the authorities to trust"),
            new OptionSpec(VERIFY_HOSTNAME, OptionSpec.Type.BOOLEAN, "whether the certificate must be the host's"));
    private static final List<OptionSpec> SOURCE = List.of(
            new OptionSpec(KEY, OptionSpec.Type.STRING, "a Redis key that a URL cannot hold"),
            new OptionSpec(SHARDS, OptionSpec.Type.INTEGER, "how many shards: KEY:0, KEY:1 …"),
            new OptionSpec(START, OptionSpec.Type.STRING, "where to begin: " + StartAt.FORMS),
            new OptionSpec(FOLLOW, OptionSpec.Type.BOOLEAN, "wait for more at the stream's end"),
            new OptionSpec(FIELD, OptionSpec.Type.STRING, "the field with the content"),
            new OptionSpec(FIELDS, OptionSpec.Type.BOOLEAN, "take all fields, as a map"),
            new OptionSpec(DECODE, OptionSpec.Type.STRING, "what a content is: json, text or bytes"),
            new OptionSpec(COUNT, OptionSpec.Type.INTEGER, "how many entries of a shard to read at once"),
            new OptionSpec(GROUP, OptionSpec.Type.STRING, "the consumer group that shares the entries"),
            new OptionSpec(CONSUMER, OptionSpec.Type.STRING, "the consumer's name in the group"),
            new OptionSpec(
                    CLAIM_AFTER, OptionSpec.Type.DURATION, "when another consumer's pending entries are claimed"),
            new OptionSpec(ACK, OptionSpec.Type.STRING, "when an entry is acknowledged: log, or with a group sink"));
    private static final List<OptionSpec> SINK = List.of(
            new OptionSpec(KEY, OptionSpec.Type.STRING, "a Redis key that a URL cannot hold"),
            new OptionSpec(GUARANTEE, OptionSpec.Type.STRING, "once or at-least-once"),
            new OptionSpec(MAXLEN, OptionSpec.Type.INTEGER, "about how many entries to keep"),
            new OptionSpec(MKSTREAM, OptionSpec.Type.BOOLEAN, "make the stream where it is not there"),
            new OptionSpec(FIELD, OptionSpec.Type.STRING, "the field for the content"),
            new OptionSpec(ENCODE, OptionSpec.Type.STRING, "how to write a content: json, text or bytes"));

    static List<OptionSpec> sourceSpecs(boolean tls) {
        return Stream.of(SOURCE, CONNECTION, tls ? TLS : List.<OptionSpec>of())
                .flatMap(List::stream)
                .toList();
    }

    static List<OptionSpec> sinkSpecs(boolean tls) {
        return Stream.of(SINK, CONNECTION, tls ? TLS : List.<OptionSpec>of())
                .flatMap(List::stream)
                .toList();
    }

    /** The options by which a catalog reaches the server. */
    static List<OptionSpec> catalogSpecs(boolean tls) {
        return Stream.of(List.of(SOURCE.getFirst()), CONNECTION, tls ? TLS : List.<OptionSpec>of())
                .flatMap(List::stream)
                .toList();
    }

    // ---- Mistakes ----

    /** Of a catalog, whose URL need not name a stream. */
    List<Mistake> checkCatalog() {
        List<Mistake> mistakes = checkConnection();
        try {
            url();
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("url", String.valueOf(e.getMessage())));
        }
        return mistakes;
    }

    List<Mistake> checkSource() {
        List<Mistake> mistakes = checkConnection();
        checkKeys(mistakes, false);
        checkRange(mistakes, SHARDS, 1, SHARDS_MAX);
        checkRange(mistakes, COUNT, 1, COUNT_MAX);
        endpoint.string(START)
                .filter(text -> StartAt.parse(text).isEmpty())
                .ifPresent(text ->
                        mistakes.add(new Mistake(START, "\"start\" is " + StartAt.FORMS + ", not \"" + text + "\"")));
        checkEncoding(mistakes, DECODE);
        if (allFields() && endpoint.string(FIELD).isPresent()) {
            mistakes.add(new Mistake(FIELD, "\"fields\" takes them all; name one field, or take all"));
        }
        checkGroup(mistakes);
        return mistakes;
    }

    private void checkGroup(List<Mistake> mistakes) {
        boolean isMember = endpoint.string(GROUP).isPresent();
        for (String name : List.of(GROUP, CONSUMER)) {
            endpoint.string(name)
                    .filter(String::isEmpty)
                    .ifPresent(_ -> mistakes.add(new Mistake(name, "\"" + name + "\" is empty; it is a name")));
        }
        for (String name : List.of(CONSUMER, CLAIM_AFTER)) {
            if (!isMember && endpoint.options().containsKey(name)) {
                mistakes.add(new Mistake(name, "there is no group; group = … names one"));
            }
        }
        endpoint.duration(CLAIM_AFTER)
                .filter(time -> time.toMillis() < 1)
                .ifPresent(_ -> mistakes.add(new Mistake(CLAIM_AFTER, "\"claim_after\" is 1ms or more")));
        endpoint.string(ACK)
                .flatMap(word -> ackMistake(word, isMember))
                .ifPresent(what -> mistakes.add(new Mistake(ACK, what)));
        if (isMember && !follow()) {
            mistakes.add(
                    new Mistake(FOLLOW, "a group's consumer has no end; it shares what comes until it is stopped"));
        }
        if (isMember && mistakes.isEmpty() && shards().stream().anyMatch(key -> key.shard() >= GroupShard.CLAIMED)) {
            mistakes.add(new Mistake("url", "in a group a shard's number is below " + GroupShard.CLAIMED));
        }
    }

    private static Optional<String> ackMistake(String word, boolean isMember) {
        return switch (word) {
            case "log" ->
                isMember
                        ? Optional.of("with a group it is \"sink\": an entry is acknowledged once, and what only this "
                                + "worker's log holds would be lost with it")
                        : Optional.empty();
            case "sink" ->
                isMember ? Optional.empty() : Optional.of("\"sink\" is for a group; without one it is \"log\"");
            default -> Optional.of("\"ack\" is \"log\" or \"sink\", not \"" + word + "\"");
        };
    }

    List<Mistake> checkSink() {
        List<Mistake> mistakes = checkConnection();
        checkKeys(mistakes, true);
        checkRange(mistakes, MAXLEN, 1, Long.MAX_VALUE);
        checkEncoding(mistakes, ENCODE);
        endpoint.string(FIELD)
                .filter(FieldNames::isTaken)
                .ifPresent(name -> mistakes.add(new Mistake(
                        FIELD,
                        "\"" + name + "\" is taken: \"key\", \"effect\" and \"header.…\" stand beside the content")));
        endpoint.string(GUARANTEE)
                .filter(word -> !word.equals("once") && !word.equals("at-least-once"))
                .ifPresent(word -> mistakes.add(new Mistake(
                        GUARANTEE, "\"guarantee\" is \"once\" or \"at-least-once\", not \"" + word + "\"")));
        return mistakes;
    }

    private List<Mistake> checkConnection() {
        List<Mistake> mistakes = new ArrayList<>();
        checkRange(mistakes, DB, 0, Integer.MAX_VALUE);
        checkTimeout(mistakes, CONNECT_TIMEOUT);
        checkTimeout(mistakes, TIMEOUT);
        if (endpoint.string(USER).isPresent() && endpoint.string(PASSWORD).isEmpty()) {
            mistakes.add(new Mistake(USER, "a user has a password: password = \"${env:REDIS_PASSWORD}\""));
        }
        return mistakes;
    }

    private void checkKeys(List<Mistake> mistakes, boolean onlyOne) {
        NodesUrl url;
        try {
            url = NodesUrl.parse(endpoint.url(), PORT_DEFAULT);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("url", String.valueOf(e.getMessage())));
            return;
        }
        int keys = url.keys().size() + (endpoint.string(KEY).isPresent() ? 1 : 0);
        if (endpoint.string(KEY).filter(String::isEmpty).isPresent()) {
            mistakes.add(new Mistake(KEY, "\"key\" is empty; it names a stream, such as \"app:orders\""));
        } else if (keys == 0) {
            mistakes.add(
                    new Mistake("url", "no stream: it would be like " + example() + ", or have key = \"app:orders\""));
        } else if (onlyOne && keys > 1) {
            mistakes.add(new Mistake("url", "a sink writes to one stream; this names " + keys));
        } else {
            checkDistinct(mistakes, url);
        }
    }

    private void checkDistinct(List<Mistake> mistakes, NodesUrl url) {
        List<ShardKey> shards =
                ShardKey.of(url, endpoint.string(KEY), endpoint.integer(SHARDS).filter(n -> n <= SHARDS_MAX));
        long distinct = shards.stream()
                .map(shard -> shard.stream() + "/" + shard.shard())
                .distinct()
                .count();
        if (distinct < shards.size()) {
            mistakes.add(new Mistake(
                    "url",
                    "two of the keys are one shard of one stream: "
                            + String.join(
                                    ", ", shards.stream().map(ShardKey::key).toList())));
        }
    }

    private String example() {
        return endpoint.url().scheme() + "://localhost/orders";
    }

    private void checkRange(List<Mistake> mistakes, String name, long min, long max) {
        OptionChecks.range(name, endpoint.integer(name), min, max).ifPresent(mistakes::add);
    }

    private void checkTimeout(List<Mistake> mistakes, String name) {
        endpoint.duration(name)
                .filter(time -> !time.isPositive() || time.compareTo(TIMEOUT_MAX) > 0)
                .ifPresent(time -> mistakes.add(new Mistake(name, "\"" + name + "\" is more than 0 and at most 1h")));
    }

    private void checkEncoding(List<Mistake> mistakes, String name) {
        OptionChecks.encoding(name, endpoint.string(name)).ifPresent(mistakes::add);
    }

    // ---- What they say ----

    RedisSettings connection() {
        return new RedisSettings(
                url().nodes(),
                endpoint.string(USER),
                endpoint.string(PASSWORD),
                endpoint.integer(DB).orElse(0L).intValue(),
                tls ? Optional.of(tlsSettings()) : Optional.empty(),
                endpoint.duration(CONNECT_TIMEOUT).orElse(CONNECT_TIMEOUT_DEFAULT),
                endpoint.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT),
                endpoint.duration(RECONNECT).orElse(RECONNECT_DEFAULT));
    }

    private RedisSettings.Tls tlsSettings() {
        return new RedisSettings.Tls(
                endpoint.string(CACERT)
                        .map(file -> endpoint.folder().resolve(file).normalize()),
                endpoint.flag(VERIFY_HOSTNAME, true));
    }

    List<ShardKey> shards() {
        return ShardKey.of(url(), endpoint.string(KEY), endpoint.integer(SHARDS));
    }

    /** The names that a catalog's URL and key give. */
    List<String> names() {
        return Stream.concat(url().keys().stream(), endpoint.string(KEY).stream())
                .toList();
    }

    StartAt start() {
        return endpoint.string(START).flatMap(StartAt::parse).orElse(new StartAt.Behind(EntryId.ZERO));
    }

    boolean follow() {
        return endpoint.flag(FOLLOW, true);
    }

    int count() {
        return endpoint.integer(COUNT).orElse(COUNT_DEFAULT).intValue();
    }

    /** How to read as a group's consumer, where there is a group. */
    Optional<GroupSettings> group() {
        return endpoint.string(GROUP)
                .map(name -> new GroupSettings(
                        name,
                        endpoint.string(CONSUMER).orElseGet(RedisOptions::madeUpName),
                        endpoint.string(CONSUMER).isPresent(),
                        start().ofGroup(),
                        endpoint.duration(CLAIM_AFTER).orElse(CLAIM_AFTER_DEFAULT)));
    }

    /** Another one each time: {@code HOST-PROCESS-RANDOM}. */
    private static String madeUpName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return host + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    EntryReader reader() {
        return new EntryReader(allFields() ? Optional.empty() : Optional.of(field()), encoding(DECODE));
    }

    SinkSettings sink() {
        return new SinkSettings(
                ShardKey.of(url(), endpoint.string(KEY), Optional.empty())
                        .getFirst()
                        .key(),
                endpoint.integer(MAXLEN),
                endpoint.flag(MKSTREAM, true),
                new EntryWriter(field(), encoding(ENCODE)));
    }

    boolean isOnce() {
        return endpoint.string(GUARANTEE).orElse("once").equals("once");
    }

    private NodesUrl url() {
        return NodesUrl.parse(endpoint.url(), PORT_DEFAULT);
    }

    private boolean allFields() {
        return endpoint.flag(FIELDS, false);
    }

    private String field() {
        return endpoint.string(FIELD).orElse(FieldNames.CONTENT);
    }

    private PayloadEncoding encoding(String option) {
        return endpoint.string(option).flatMap(PayloadDecoder::encodingOf).orElse(PayloadEncoding.JSON);
    }
}
