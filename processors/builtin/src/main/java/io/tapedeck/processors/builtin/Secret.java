package io.tapedeck.processors.builtin;

import io.tapedeck.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret text that keys are made of, one for each purpose (HMAC-SHA-256 of the purpose under the text, as HKDF's second
 * half makes them, RFC 5869).
 */
final class Secret {
    private static final int LENGTH_MIN = 16;
    private static final int CHECK_BYTES = 8;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] text;

    private Secret(byte[] text) {
        this.text = text;
    }

    static Secret of(String variable, String text) throws DefinitionException {
        if (text.length() < LENGTH_MIN) {
            throw new DefinitionException("the key in the environment variable " + variable + " has " + text.length()
                    + " characters, so it could be guessed; take " + LENGTH_MIN
                    + " or more, such as what openssl rand -base64 32 prints");
        }
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key for a purpose, 32 bytes. */
    byte[] key(String purpose) {
        return mac(text, Bytes.utf8("tapedeck " + purpose));
    }

    /** Tells this secret from others, and nothing else of it. */
    String check() {
        return HexFormat.of().formatHex(key("check"), 0, CHECK_BYTES);
    }

    /** The HMAC-SHA-256 of parts, one behind the other. */
    static byte[] mac(byte[] key, Bytes... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (Bytes part : parts) {
                mac.update(part.asBuffer());
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
