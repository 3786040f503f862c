package io.tapedeck.processors.python;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects a processor's files: the one that the pipeline names, the modules beside it that it imports, and
 * so on. Of a package all files are taken, since they may import each other in many ways.
 */
final class SourceCollector {
    private static final String SUFFIX = ".py";

    private final String reference;
    private final Path root;
    private final Map<String, ProcessorCode.File> files = new TreeMap<>();
    private String entry = "";

    private SourceCollector(String reference, Path root) {
        this.reference = reference;
        this.root = root;
    }

    /**
     * Collects.
     *
     * @param reference the file's path as the pipeline has it
     * @param folder where a relative path starts
     */
    static SourceCollector collect(String reference, Path folder) throws ProcessorException {
        Path file;
        try {
            file = folder.resolve(reference).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw failure(reference + " is not a path: " + e.getReason());
        }
        Path parent = file.getParent();
        if (parent == null || !Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "is a folder, not a Python file" : "does not exist";
            throw failure(reference + " " + what + " (a relative path starts at the pipeline file's folder)");
        }
        SourceCollector collector = new SourceCollector(reference, parent);
        collector.entry = collector.name(file);
        collector.add(file);
        return collector;
    }

    /** The name of the file that the pipeline names. */
    String entry() {
        return entry;
    }

    /** The files, by name. */
    List<ProcessorCode.File> files() {
        return List.copyOf(files.values());
    }

    private void add(Path file) throws ProcessorException {
        String name = name(file);
        if (files.containsKey(name)) {
            return;
        }
        byte[] content = read(file);
        files.put(name, new ProcessorCode.File(name, Bytes.wrap(content)));
        for (String module : ImportScanner.topLevelNames(decode(content, file))) {
            addModule(module);
        }
    }

    private void addModule(String module) throws ProcessorException {
        Path single = root.resolve(module + SUFFIX);
        Path packageFolder = root.resolve(module);
        if (Files.isRegularFile(packageFolder.resolve("__init__" + SUFFIX))) {
            for (Path file : sources(packageFolder)) {
                add(file);
            }
        } else if (Files.isRegularFile(single)) {
            add(single);
        }
    }

    private List<Path> sources(Path folder) throws ProcessorException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(SUFFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure("cannot read " + shown(folder) + ": " + e.getMessage());
        }
    }

    private byte[] read(Path file) throws ProcessorException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failure("cannot read " + shown(file) + ": " + e.getMessage());
        }
    }

    private String decode(byte[] content, Path file) throws ProcessorException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProcessorException(
                    FailureKind.LOAD,
                    shown(file) + " is not UTF-8",
                    Optional.of(new CodeLocation(name(file), 0, "")),
                    "");
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** A path as the user would write it: beside the file that the pipeline names. */
    private String shown(Path file) {
        String name = name(file);
        return name.equals(entry)
                ? reference
                : Path.of(reference).resolveSibling(name).toString();
    }

    private static ProcessorException failure(String sentence) {
        return new ProcessorException(FailureKind.LOAD, sentence, Optional.empty(), "");
    }
}
