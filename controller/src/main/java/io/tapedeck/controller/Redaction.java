package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.Header;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts pseudonyms in the place of the values of some fields, and of these values wherever else they stand: see
 * spec/packed-run.md. Everything is to be shown to it once before what it returns counts, so that it knows them all.
 */
final class Redaction {
    /** Shorter strings are replaced where they are the whole string only: within others they would be anything. */
    private static final int WITHIN_CHARS_MIN = 4;

    private static final int KEY_BYTES = 32;
    private static final int BYTES_PSEUDONYM_LENGTH = 16;
    private static final long NUMBER_MASK = (1L << 53) - 1;
    private static final long WEIGHT_OF_ONE = 200;

    private final List<Field> fields;
    private final Set<String> found = new HashSet<>();
    private final Mac mac;
    private final PayloadDecoder decoder = new PayloadDecoder();
    private final JsonCodec json = new JsonCodec();
    private final Set<Value> secrets = new HashSet<>();
    private final Map<String, List<String>> byStart = new HashMap<>();
    private long weight;

    /**
     * A field on the way to it.
     *
     * @param path all of it, as it was named
     * @param names the names that are left
     */
    private record Field(String path, List<String> names) {
        private boolean begins(Value key) {
            return key instanceof StringValue(String name) && name.equals(names.getFirst());
        }

        private boolean isLast() {
            return names.size() == 1;
        }

        private Field rest() {
            return new Field(path, names.subList(1, names.size()));
        }
    }

    /** @param paths the fields, with dots between those that lead to one */
    Redaction(List<String> paths) {
        fields = paths.stream()
                .map(path -> new Field(path, List.of(path.split("\\.", -1))))
                .toList();
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    /** The fields that were never there. */
    List<String> unknown() {
        return fields.stream()
                .map(Field::path)
                .filter(path -> !found.contains(path))
                .toList();
    }

    /** About how many bytes of memory it holds. */
    long weight() {
        return weight;
    }

    /** A message with pseudonyms. */
    EncodedMessage redacted(EncodedMessage message) {
        Value key = message.key().isScalar() ? key(message.key()) : walk(message.key(), List.of());
        List<Header> headers = message.headers().stream().map(this::redacted).toList();
        try {
            Value value = decoder.decode(message);
            Value redacted =
                    value instanceof MapValue || value instanceof ListValue ? walk(value, List.of()) : pseudonym(value);
            return message.with(key, headers, message.encoding(), encode(redacted, message.encoding()));
        } catch (EncodingException e) {
            Bytes raw = pseudonym(Value.of(message.payload())).asBytes();
            return message.with(
                    key,
                    headers,
                    PayloadEncoding.MALFORMED,
                    new MalformedPayload("it could not be decoded, and was redacted", raw).encode());
        }
    }

    private Bytes encode(Value value, PayloadEncoding encoding) throws EncodingException {
        return switch (encoding) {
            case JSON -> json.encode(value);
            case TEXT -> Bytes.utf8(value.asString());
            case BYTES -> value.asBytes();
            default -> ValueEncoder.encode(value);
        };
    }

    private Header redacted(Header header) {
        Value name = Value.of(header.name());
        for (Field field : fields) {
            if (field.isLast() && field.begins(name)) {
                found.add(field.path());
                return new Header(header.name(), allOf(header.value()));
            }
        }
        return new Header(
                header.name(), header.value().isScalar() ? key(header.value()) : walk(header.value(), List.of()));
    }

    /** A value with pseudonyms. */
    Value redacted(Value value) {
        return walk(value, List.of());
    }

    /** @param begun the fields that lead here */
    private Value walk(Value value, List<Field> begun) {
        return switch (value) {
            case MapValue map -> walk(map, begun);
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(item -> walk(item, begun)).toList());
            default -> elsewhere(value);
        };
    }

    private Value walk(MapValue map, List<Field> begun) {
        MapValue.Builder redacted = MapValue.builder();
        List<Field> wanted = new ArrayList<>(begun);
        wanted.addAll(fields);
        map.entries().forEach((key, value) -> {
            List<Field> next = new ArrayList<>();
            boolean named = step(wanted, key, next);
            redacted.put(elsewhere(key), named ? allOf(value) : walk(value, next));
        });
        return redacted.build();
    }

    /** Follows fields by a key; returns whether it is the last name of one. */
    private boolean step(List<Field> from, Value key, List<Field> next) {
        boolean named = false;
        for (Field field : from) {
            if (field.begins(key) && field.isLast()) {
                found.add(field.path());
                named = true;
            } else if (field.begins(key)) {
                next.add(field.rest());
            }
        }
        return named;
    }

    /** A value that is to be redacted, with all that is in it. */
    private Value allOf(Value value) {
        return switch (value) {
            case MapValue map -> {
                MapValue.Builder redacted = MapValue.builder();
                map.entries().forEach((key, item) -> redacted.put(pseudonym(key), allOf(item)));
                yield redacted.build();
            }
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(this::allOf).toList());
            default -> pseudonym(value);
        };
    }

    /** A value outside of the fields: what of it is known to be redacted elsewhere is replaced. */
    private Value elsewhere(Value value) {
        return switch (value) {
            case StringValue(String text) -> Value.of(text(text));
            case BytesValue(Bytes bytes) -> {
                String text = bytes.toUtf8();
                String redacted = text(text);
                yield redacted.equals(text) ? value : Value.of(Bytes.utf8(redacted));
            }
            default -> value;
        };
    }

    /** A key or header: it may be a redacted value, or a redacted number as text. */
    private Value key(Value value) {
        if (secrets.contains(value)) {
            return pseudonym(value);
        }
        return switch (value) {
            case StringValue(String text) -> Value.of(numberOr(text));
            case BytesValue(Bytes bytes) -> {
                String text = bytes.toUtf8();
                String redacted = numberOr(text);
                yield redacted.equals(text) ? value : Value.of(Bytes.utf8(redacted));
            }
            default -> value;
        };
    }

    private String numberOr(String text) {
        if (text.matches("-?\\d{1,18}")) {
            Value number = Value.of(Long.parseLong(text));
            if (secrets.contains(number)) {
                return pseudonym(number).asLong() + "";
            }
        }
        return text(text);
    }

    /** A text in which nothing is that was redacted elsewhere. */
    String text(String text) {
        if (secrets.contains(Value.of(text))) {
            return pseudonym(Value.of(text)).asString();
        }
        StringBuilder redacted = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            String secret = secretAt(text, at);
            redacted.append(
                    secret.isEmpty()
                            ? text.substring(at, at + 1)
                            : pseudonym(Value.of(secret)).asString());
            at += Math.max(1, secret.length());
        }
        return redacted.toString();
    }

    /** The longest redacted string that begins there; empty for none. */
    private String secretAt(String text, int at) {
        if (at + WITHIN_CHARS_MIN > text.length()) {
            return "";
        }
        return byStart.getOrDefault(text.substring(at, at + WITHIN_CHARS_MIN), List.of()).stream()
                .filter(secret -> text.startsWith(secret, at))
                .findFirst()
                .orElse("");
    }

    /** The redacted strings that stand in a text, which stays as it is. */
    Set<String> in(String text) {
        Set<String> there = new TreeSet<>();
        for (int at = 0; at < text.length(); at++) {
            String secret = secretAt(text, at);
            if (!secret.isEmpty()) {
                there.add(secret);
            }
        }
        return there;
    }

    private Value pseudonym(Value value) {
        if (value instanceof NullValue || value.equals(Value.of(""))) {
            return value;
        }
        remember(value);
        byte[] digest = mac.doFinal(ValueEncoder.encode(value).toByteArray());
        long number = ByteBuffer.wrap(digest).getLong();
        return switch (value) {
            case StringValue ignored -> Value.of("anon-" + HexFormat.of().toHexDigits(number));
            case IntegerValue ignored -> Value.of(number & NUMBER_MASK);
            case BigIntegerValue ignored -> Value.of(number & NUMBER_MASK);
            case FloatValue ignored -> Value.of((double) (number & NUMBER_MASK));
            case DecimalValue(BigDecimal decimal) ->
                Value.of(new BigDecimal(BigInteger.valueOf(number & NUMBER_MASK), decimal.scale()));
            case BytesValue ignored -> Value.of(Bytes.wrap(digest, 0, BYTES_PSEUDONYM_LENGTH));
            case TimeValue ignored -> Value.of(Times.instant(number & NUMBER_MASK));
            case BooleanValue ignored -> Value.of((number & 1) == 1);
            default -> Value.NULL;
        };
    }

    private void remember(Value value) {
        if (value instanceof BooleanValue || !secrets.add(value)) {
            return;
        }
        weight += WEIGHT_OF_ONE;
        if (value instanceof StringValue(String text)) {
            weight += 2L * text.length();
            if (text.length() >= WITHIN_CHARS_MIN) {
                List<String> alike =
                        byStart.computeIfAbsent(text.substring(0, WITHIN_CHARS_MIN), start -> new ArrayList<>());
                alike.add(text);
                alike.sort(Comparator.comparingInt(String::length).reversed());
            }
        }
    }
}
