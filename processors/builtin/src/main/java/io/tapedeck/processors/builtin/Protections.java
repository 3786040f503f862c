package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.Sha256;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Optional;

/** Edits of fields that keep less of them than there was: digests, tokens, beginnings, rounded numbers. */
final class Protections {
    private static final int TOKEN_BYTES = 16;

    private Protections() {}

    /** SHA-256 of the text in hexadecimal; with a key HMAC-SHA-256, so that short texts cannot be found by trying. */
    static ValueStep hash(Definition definition) throws DefinitionException {
        if (definition.value("key").isEmpty()) {
            definition.value("key_check");
            return EditedFields.of(
                    definition,
                    (field, context) -> digest(
                            field,
                            text -> HexFormat.of().formatHex(Sha256.start().digest(text.toByteArray()))));
        }
        byte[] key = definition.secret().key("hash");
        return EditedFields.of(
                definition,
                (field, context) -> digest(field, text -> HexFormat.of().formatHex(Secret.mac(key, text))));
    }

    /** The same token for the same text, wherever it stands; the text cannot be had from it without the key. */
    static ValueStep tokenize(Definition definition) throws DefinitionException {
        String prefix = definition.string("prefix").orElse("tok_");
        byte[] key = definition.secret().key("tokenize");
        return EditedFields.of(
                definition,
                (field, context) -> digest(
                        field, text -> prefix + HexFormat.of().formatHex(Secret.mac(key, text), 0, TOKEN_BYTES)));
    }

    @FunctionalInterface
    private interface Digest {
        String of(Bytes text);
    }

    private static Optional<Value> digest(Value field, Digest digest) throws StepFailure {
        if (field instanceof NullValue) {
            return Optional.of(field);
        }
        try {
            return Optional.of(Value.of(digest.of(PlainContent.orJson(field, new JsonCodec()))));
        } catch (EncodingException e) {
            throw new StepFailure(String.valueOf(e.getMessage()));
        }
    }

    /** The first characters of a text, or the first bytes. */
    static ValueStep truncate(Definition definition) throws DefinitionException {
        int length = (int) Math.min(Integer.MAX_VALUE, definition.requiredInteger("length", 0, "20"));
        return EditedFields.of(definition, (field, context) -> Optional.of(truncated(field, length)));
    }

    private static Value truncated(Value field, int length) throws StepFailure {
        return switch (field) {
            case NullValue none -> none;
            case StringValue(String text)
            when text.codePointCount(0, text.length()) > length ->
                Value.of(text.substring(0, text.offsetByCodePoints(0, length)));
            case StringValue text -> text;
            case BytesValue(Bytes bytes) when bytes.length() > length -> Value.of(bytes.slice(0, length));
            case BytesValue bytes -> bytes;
            default ->
                throw new StepFailure("it is a " + field.kind() + ", and only a string or bytes can be truncated");
        };
    }

    /** Numbers down to a multiple: 47 is 40 with {@code to = 10}. */
    static ValueStep round(Definition definition) throws DefinitionException {
        BigDecimal unit = definition.requiredNumber("to", "10");
        return EditedFields.of(definition, (field, context) -> Optional.of(rounded(field, unit)));
    }

    private static Value rounded(Value field, BigDecimal unit) throws StepFailure {
        if (field instanceof NullValue || field instanceof FloatValue(double number) && !Double.isFinite(number)) {
            return field;
        }
        BigDecimal exact;
        try {
            exact = field.asDecimal();
        } catch (io.tapedeck.log.ValueTypeException e) {
            throw new StepFailure("it is a " + field.kind() + ", and only a number can be rounded");
        }
        BigDecimal rounded = exact.divide(unit, 0, RoundingMode.FLOOR).multiply(unit);
        boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
        return field instanceof IntegerValue && isWhole
                ? Value.of(rounded.toBigIntegerExact())
                : field instanceof FloatValue || field instanceof IntegerValue
                        ? Value.of(rounded.doubleValue())
                        : Value.of(rounded);
    }
}
