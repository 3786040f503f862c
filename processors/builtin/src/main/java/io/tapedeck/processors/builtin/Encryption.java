package io.tapedeck.processors.builtin;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.runtime.ProcessorContext;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts fields, whatever they hold, and gives them back: AES-256-GCM over the value's canonical encoding. A field that
 * is encrypted is the string {@code enc1:} and the Base64 (of URLs, without padding) of nonce and ciphertext.
 *
 * <p>A replay must make the same bytes, so the nonce cannot be drawn from the machine. It is an HMAC of the step's random
 * numbers and the plaintext: other for equal texts in two messages, and never the same for two texts, which would be the
 * end of GCM's secrecy, not even where changed code makes another text of a message that was recorded.
 */
final class Encryption {
    private static final String PREFIX = "enc1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] nonceKey;

    private Encryption(Secret secret) {
        key = new SecretKeySpec(secret.key("encrypt"), "AES");
        nonceKey = secret.key("nonce");
    }

    static ValueStep encrypt(Definition definition) throws DefinitionException {
        return EditedFields.of(definition, new Encryption(definition.secret())::encrypted);
    }

    static ValueStep decrypt(Definition definition) throws DefinitionException {
        return EditedFields.of(definition, new Encryption(definition.secret())::decrypted);
    }

    private Optional<Value> encrypted(Value field, ProcessorContext context) {
        if (field instanceof NullValue) {
            return Optional.of(field);
        }
        Bytes plain = ValueEncoder.encode(field);
        Bytes draw = Bytes.wrap(ByteBuffer.allocate(Long.BYTES)
                .putLong(context.random().nextLong())
                .array());
        byte[] nonce = Arrays.copyOf(Secret.mac(nonceKey, draw, plain), NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.toByteArray());
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Optional.of(
                    Value.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(both)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    private Optional<Value> decrypted(Value field, ProcessorContext context) throws StepFailure {
        if (field instanceof NullValue) {
            return Optional.of(field);
        }
        if (!(field instanceof StringValue(String text)) || !text.startsWith(PREFIX)) {
            throw new StepFailure("it is not what encrypt makes, a string that begins with " + PREFIX);
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            if (both.length < NONCE_BYTES) {
                throw new StepFailure("it is cut short");
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES))
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return Optional.of(ValueDecoder.decode(Bytes.wrap(plain)));
        } catch (GeneralSecurityException | IllegalArgumentException | ValueFormatException e) {
            throw new StepFailure("it was encrypted with another key, or changed since");
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
