package io.tapedeck.processors.java;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a step's code: the source file, and its class path whole, so that a run replays elsewhere. */
final class CodeReader {
    private final String step;
    private final Path folder;
    private final List<Path> classPath;
    private final List<ProcessorCode.File> files = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    CodeReader(String step, Path folder, List<Path> classPath) {
        this.step = step;
        this.folder = folder;
        this.classPath = classPath;
    }

    /** Whether a step's reference, or the entry of its code, is a source file. */
    static boolean isSource(String reference) {
        return reference.endsWith(".java");
    }

    ProcessorCode read(String reference) throws ProcessorException {
        String entry = isSource(reference) ? readSource(reference) : reference;
        for (Path item : classPath) {
            try {
                readItem(item);
            } catch (IOException e) {
                throw Failures.load("step " + step + ": " + item + " of its class path cannot be read: " + e);
            }
        }
        ProcessorCode code = new ProcessorCode(step, "java", entry, files);
        if (!isSource(reference)) {
            checkHas(code, reference);
        }
        return code;
    }

    private String readSource(String reference) throws ProcessorException {
        Path path = folder.resolve(reference);
        if (!Files.isRegularFile(path)) {
            throw Failures.load("step " + step + ": there is no file " + path);
        }
        String entry = path.getFileName().toString();
        try {
            add(entry, path);
        } catch (IOException e) {
            throw Failures.load("step " + step + ": " + path + " cannot be read: " + e);
        }
        return entry;
    }

    private void readItem(Path item) throws IOException, ProcessorException {
        if (Files.isDirectory(item)) {
            try (Stream<Path> paths = Files.walk(item)) {
                for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    add(UserClasses.FOLDER + item.relativize(path).toString().replace('\\', '/'), path);
                }
            }
        } else if (Files.isRegularFile(item)) {
            String name = UserClasses.JARS + item.getFileName();
            add(names.contains(name) ? UserClasses.JARS + names.size() + "-" + item.getFileName() : name, item);
        } else {
            throw Failures.load("step " + step + ": its class path names " + item + ", which is not there");
        }
    }

    /** As on any class path, the first file of a name counts. */
    private void add(String name, Path path) throws IOException {
        if (names.add(name)) {
            files.add(new ProcessorCode.File(name, Bytes.wrap(Files.readAllBytes(path))));
        }
    }

    private void checkHas(ProcessorCode code, String className) throws ProcessorException {
        try {
            if (!UserClasses.of(code).has(className)) {
                throw Failures.load("step " + step + ": there is no class " + className + " on its class path"
                        + (classPath.isEmpty() ? ", which is empty: say where it is with class_path" : ""));
            }
        } catch (IOException e) {
            throw Failures.load("step " + step + ": a jar of its class path cannot be read: " + e.getMessage());
        }
    }
}
