package io.tapedeck.runtime;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The code of one step, whole, so that a run log can carry it to a machine that does not have the project.
 *
 * @param step the step's id
 * @param language the language, such as {@code python}
 * @param entry the name of the file, or of the class, that holds the processor
 * @param files the files; source text, or the class files and jars of a class path
 */
public record ProcessorCode(String step, String language, String entry, List<File> files) {
    /** Copies the files. */
    public ProcessorCode {
        files = List.copyOf(files);
    }

    /**
     * A file of code.
     *
     * @param name its path below the processor's folder, with {@code /}
     * @param content its bytes
     */
    public record File(String name, Bytes content) {}

    /** The file called {@code name}. */
    public java.util.Optional<File> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** The same code for another step; the digest does not change. */
    public ProcessorCode forStep(String other) {
        return new ProcessorCode(other, language, entry, files);
    }

    /** SHA-256 over language, entry, and each file's name and content, in order; hexadecimal. */
    public String digest() {
        MessageDigest digest = Sha256.start();
        update(digest, Bytes.utf8(language));
        update(digest, Bytes.utf8(entry));
        for (File file : files) {
            update(digest, Bytes.utf8(file.name()));
            update(digest, file.content());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Bytes bytes) {
        digest.update(java.nio.ByteBuffer.allocate(Long.BYTES).putLong(0, bytes.length()));
        digest.update(bytes.asBuffer());
    }
}
