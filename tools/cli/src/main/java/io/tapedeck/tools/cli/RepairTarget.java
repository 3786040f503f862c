package io.tapedeck.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a log's repaired copy goes if nobody says. */
final class RepairTarget {
    private static final String ENDING = ".tape";
    private static final Pattern SEGMENT = Pattern.compile("\\d{6,}\\.tape");

    private RepairTarget() {}

    /**
     * A name beside the log. Beside a segment it would become a part of the log whose folder that is, so it is put
     * beside the folder.
     */
    static Path of(Path log) {
        Path name = log.toAbsolutePath().normalize().getFileName();
        String base = name == null ? "log" : name.toString();
        if (Files.isDirectory(log)) {
            return beside(log, base + ".repaired");
        }
        String stem = base.endsWith(ENDING) ? base.substring(0, base.length() - ENDING.length()) : base;
        Path folder = log.toAbsolutePath().normalize().getParent();
        return folder != null && SEGMENT.matcher(base).matches() && isLog(folder, log)
                ? folder.resolveSibling(folder.getFileName() + "." + stem + ".repaired" + ENDING)
                : log.resolveSibling(stem + ".repaired" + ENDING);
    }

    private static Path beside(Path folder, String name) {
        Path plain = folder.normalize();
        return plain.toString().isEmpty() || plain.endsWith("..")
                ? folder.toAbsolutePath().normalize().resolveSibling(name)
                : plain.resolveSibling(name);
    }

    /** Whether a folder is that of a log in segments, and not one where a segment was copied to. */
    private static boolean isLog(Path folder, Path segment) {
        if (Files.exists(folder.resolve("writer.lock"))) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .anyMatch(name ->
                            SEGMENT.matcher(name).matches() && !name.equals(String.valueOf(segment.getFileName())));
        } catch (IOException e) {
            return false;
        }
    }
}
