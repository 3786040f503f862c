package io.tapedeck.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what is read and what is made before anything is done. */
final class SourcesAndTargets {
    private SourcesAndTargets() {}

    /** @throws NoSuchFileException where the source is not there */
    static void checkSource(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
    }

    /** @throws RefusedException where the source is a SeaStreamer file, which only some commands read */
    static void checkLog(Path source) throws IOException {
        checkSource(source);
        if (Files.isRegularFile(source) && SeaStreamerFiles.isOne(source)) {
            throw new RefusedException(source
                    + " is a SeaStreamer file by its start or its name; ./tapedeck log import "
                    + Shell.quote(source.toString()) + " " + Shell.quote(source + ".tape") + " makes a log of it");
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

    /** @throws WrongUseException where two sources are one */
    static void checkDistinct(List<Path> sources) throws WrongUseException {
        Set<Path> seen = new HashSet<>();
        for (Path source : sources) {
            if (!seen.add(real(source))) {
                throw new WrongUseException(source + " is named twice; name each log once");
            }
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
