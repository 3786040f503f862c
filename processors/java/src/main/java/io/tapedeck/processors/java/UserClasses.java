package io.tapedeck.processors.java;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.ProcessorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The class files of a processor: those of its class path, first come first served, and what was compiled from
 * its source. Remembers which folder or jar each is from.
 */
final class UserClasses {
    /** Where the class files of folders stand in {@link ProcessorCode#files()}. */
    static final String FOLDER = "classes/";
    /** Where jars stand in {@link ProcessorCode#files()}. */
    static final String JARS = "lib/";

    private static final String CLASS = ".class";

    /** A class file and where it is from. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] content, String origin) {}

    private final Map<String, Entry> classes = new LinkedHashMap<>();

    /** The classes of the class path that {@code code} carries. */
    static UserClasses of(ProcessorCode code) throws IOException {
        UserClasses classes = new UserClasses();
        for (ProcessorCode.File file : code.files()) {
            if (file.name().startsWith(FOLDER)) {
                classes.add(
                        file.name().substring(FOLDER.length()), file.content().toByteArray(), FOLDER);
            } else if (file.name().startsWith(JARS)) {
                classes.addJar(file.name(), file.content());
            }
        }
        return classes;
    }

    private void addJar(String jar, Bytes content) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                add(entry.getName(), zip.readAllBytes(), jar);
            }
        }
    }

    private void add(String path, byte[] content, String origin) {
        if (path.endsWith(CLASS) && !path.startsWith("META-INF/")) {
            String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
            classes.putIfAbsent(name, new Entry(content, origin));
        }
    }

    /** Adds what was compiled; it goes before the class path. */
    void addCompiled(Map<String, byte[]> compiled) {
        compiled.forEach((name, content) -> classes.put(name, new Entry(content, "")));
    }

    /** The class file of a class of the processor's own, by binary name. */
    Optional<byte[]> find(String name) {
        return Optional.ofNullable(classes.get(name)).map(Entry::content);
    }

    /** Whether there is a class of the processor's own called {@code name}. */
    boolean has(String name) {
        return classes.containsKey(name);
    }

    /** The names of all classes. */
    Set<String> names() {
        return Collections.unmodifiableSet(classes.keySet());
    }

    /**
     * Whether a class was written with the processor: it is from the same jar as {@code entry}, or from a
     * folder or a source. What other jars hold is a library.
     */
    boolean isOwn(String name, String entry) {
        Entry found = classes.get(name);
        Entry home = classes.get(entry);
        return found != null
                && (!found.origin().startsWith(JARS)
                        || home != null && found.origin().equals(home.origin()));
    }
}
