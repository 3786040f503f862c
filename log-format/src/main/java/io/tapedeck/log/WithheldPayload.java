package io.tapedeck.log;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a log keeps of a message that its source can give again: what a payload of {@link PayloadEncoding#WITHHELD} holds,
 * in the place of key, headers and content.
 *
 * @param encoding how the content is to be read
 * @param length the content's length in bytes
 * @param sha256 the digest of key, headers and content, 32 bytes
 */
public record WithheldPayload(PayloadEncoding encoding, long length, Bytes sha256) {
    /** What is kept of a message. */
    public static WithheldPayload of(EncodedMessage message) {
        return new WithheldPayload(message.encoding(), message.payload().length(), digest(message));
    }

    /** The message as a log has it that withholds it. */
    public static EncodedMessage withhold(EncodedMessage message) {
        return new EncodedMessage(
                message.stream(),
                message.shard(),
                message.sequence(),
                message.timeNanos(),
                PayloadEncoding.WITHHELD,
                of(message).encode());
    }

    /** The payload: the canonical encoding of a list. */
    public Bytes encode() {
        return ValueEncoder.encode(Value.list(Value.of(encoding.number()), Value.of(length), Value.of(sha256)));
    }

    /** What a log keeps of a message that it withholds; empty where it has the message, or says nothing of use. */
    public static Optional<WithheldPayload> in(EncodedMessage message) {
        if (message.encoding() != PayloadEncoding.WITHHELD) {
            return Optional.empty();
        }
        try {
            Value list = ValueDecoder.decode(message.payload());
            int number = Math.toIntExact(list.get(0).asLong());
            return PayloadEncoding.ofNumber(number)
                    .map(encoding -> new WithheldPayload(
                            encoding, list.get(1).asLong(), list.get(2).asBytes()));
        } catch (ValueFormatException | ValueTypeException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether a message, read again, is the one that was withheld. */
    public boolean isOf(EncodedMessage message) {
        return message.payload().length() == length && digest(message).equals(sha256);
    }

    /** The digest as people write it. */
    public String sha256Text() {
        return HexFormat.of().formatHex(sha256.toByteArray());
    }

    private static Bytes digest(EncodedMessage message) {
        Bytes encoded = ValueEncoder.encode(
                Value.list(message.key(), Output.headersValue(message.headers()), Value.of(message.payload())));
        MessageDigest digest = Sha256.start();
        digest.update(encoded.array(), encoded.offset(), encoded.length());
        return Bytes.wrap(digest.digest());
    }

    @Override
    public String toString() {
        return length + " bytes withheld, SHA-256 " + sha256Text();
    }
}
