package io.tapedeck.log;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files after streams, safe on every file system: what a name must not be is percent-encoded, where two
 * differ in case only the capitals of the second, and of a name that is too long the end gives way to its hash.
 */
final class PartNames {
    static final String ENDING = ".tape";

    private static final int NAME_BYTES_MAX = 240;
    private static final int HEAD_LENGTH = 200;
    /** What Windows takes for a device, whatever the ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?", Pattern.CASE_INSENSITIVE);

    private final Set<String> taken = new HashSet<>();

    /**
     * A name for a stream's file.
     *
     * @param key the stream's name
     * @param behind what follows it in the file's name
     */
    String of(String key, String behind) {
        String safe = encodeStart(key);
        if (safe.length() + behind.length() > NAME_BYTES_MAX) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            safe = safe.substring(0, HEAD_LENGTH) + "%" + Long.toHexString(XxHash64.hash(bytes, 0, bytes.length, 0));
        }
        String name = safe + behind;
        if (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name = encodeCapitals(safe) + behind;
            taken.add(name.toLowerCase(Locale.ROOT));
        }
        return name + ENDING;
    }

    /** A name that begins with a dot is hidden, or is the folder itself. */
    private static String encodeStart(String key) {
        return key.startsWith(".") || DEVICE.matcher(key).matches() ? encode(key.charAt(0)) + key.substring(1) : key;
    }

    private static String encodeCapitals(String name) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            encoded.append(unit >= 'A' && unit <= 'Z' ? encode(unit) : String.valueOf(unit));
        }
        return encoded.toString();
    }

    private static String encode(char unit) {
        return String.format(Locale.ROOT, "%%%02X", (int) unit);
    }
}
