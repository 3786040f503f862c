package io.tapedeck.tools.cli;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a debugger finds the source files of a step: where they lie as they were recorded, so that it shows those that one
 * works on, or else as copies.
 *
 * @param folder the folder
 * @param areCopies whether they are copies of what is recorded
 */
record StepSources(Path folder, boolean areCopies) {
    /**
     * Finds them.
     *
     * @param folders where to look
     * @param copies where copies go if they are in none of these
     */
    static StepSources of(ProcessorCode code, List<Path> folders, Path copies) throws IOException {
        for (Path folder : folders) {
            if (holds(folder, code)) {
                return new StepSources(folder.toAbsolutePath().normalize(), false);
            }
        }
        for (ProcessorCode.File file : code.files()) {
            Path copy = below(copies, file.name());
            Files.createDirectories(copy.resolveSibling(""));
            Files.write(copy, file.content().toByteArray());
        }
        return new StepSources(copies.toAbsolutePath().normalize(), true);
    }

    /** A path in a folder; a log, which may be anybody's, must not lead out of it. */
    static Path below(Path folder, String name) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IOException("the log names a file that would lie outside " + root + ": " + name);
        }
        return path;
    }

    /** Whether the code is a source file, or several; not what was compiled elsewhere. */
    static boolean isSource(ProcessorCode code) {
        return code.file(code.entry()).isPresent();
    }

    private static boolean holds(Path folder, ProcessorCode code) throws IOException {
        for (ProcessorCode.File file : code.files()) {
            Path here = folder.resolve(file.name());
            if (!Files.isRegularFile(here)
                    || !Bytes.wrap(Files.readAllBytes(here)).equals(file.content())) {
                return false;
            }
        }
        return true;
    }

    /** The file to open first. */
    Path entry(ProcessorCode code) {
        return folder.resolve(code.entry());
    }
}
