package io.tapedeck.processors.python;

import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessMode;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A sealed file system that tells a debugger where a processor's files are. What is compiled from memory has a URI that is
 * made of its content and its name; who asks for the file of such a one is the debugger's protocol, never the code.
 */
final class SourceFileSystem extends SealedFileSystem {
    private static final String IN_MEMORY = "truffle";

    private final Map<String, Path> files = new HashMap<>();

    /** One for code whose files are below {@code folder}, by their names. */
    SourceFileSystem(ProcessorCode code, Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        code.files().forEach(file -> files.put(file.name(), root.resolve(file.name())));
    }

    @Override
    public Path parsePath(URI uri) {
        Path file = IN_MEMORY.equals(uri.getScheme()) ? files.get(name(uri)) : null;
        return file == null ? super.parsePath(uri) : file;
    }

    /** The name behind the digest of the content. */
    private static String name(URI uri) {
        String text = uri.getSchemeSpecificPart();
        return text.substring(text.indexOf('/') + 1);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        if (!modes.equals(Set.of(AccessMode.READ)) || !files.containsValue(path)) {
            super.checkAccess(path, modes, options);
        }
    }
}
