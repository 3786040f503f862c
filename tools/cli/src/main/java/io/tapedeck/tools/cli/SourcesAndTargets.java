package io.tapedeck.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Checks what is read and what is made before anything is done. */
final class SourcesAndTargets {
    private SourcesAndTargets() {}

    /** @throws NoSuchFileException where the source is not there */
    static void checkSource(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
    }

    /** @throws WrongUseException where the target is the source, or would be made in it */
    static void checkApart(Path source, Path target) throws WrongUseException {
        Path from = real(source);
        Path to = real(target);
        if (from.equals(to)) {
            throw new WrongUseException("source and target are the same: " + target + "; name another target");
        }
        if (Files.isDirectory(source) && to.startsWith(from)) {
            throw new WrongUseException(
                    "the target " + target + " would be made in the source " + source + "; name one elsewhere");
        }
    }

    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (Files.exists(absolute)) {
                return absolute.toRealPath();
            }
            Path parent = absolute.getParent();
            return parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            return absolute;
        }
    }
}
