package io.tapedeck.processors.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The compiler's view of files: the source, the step's class path and what is compiled are in memory. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final UserClasses classPath;
    private final Map<String, ByteArrayOutputStream> compiled = new LinkedHashMap<>();

    MemoryFiles(JavaFileManager standard, UserClasses classPath) {
        super(standard);
        this.classPath = classPath;
    }

    /** A source file called {@code name}. */
    static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(uri(name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }

            @Override
            public boolean isNameCompatible(String simpleName, Kind kind) {
                return true;
            }
        };
    }

    private static URI uri(String name) {
        return URI.create("memory:///" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** What was compiled, by binary name. */
    Map<String, byte[]> compiled() {
        Map<String, byte[]> result = new LinkedHashMap<>();
        compiled.forEach((name, content) -> result.put(name, content.toByteArray()));
        return result;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        compiled.put(className, content);
        return new SimpleJavaFileObject(uri(className), kind) {
            @Override
            public OutputStream openOutputStream() {
                return content;
            }
        };
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        super.list(location, packageName, kinds, recurse).forEach(files::add);
        if (location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS)) {
            classPath.names().stream()
                    .filter(name -> packageOf(name).equals(packageName)
                            || recurse && packageOf(name).startsWith(packageName + "."))
                    .map(name -> new LibraryClass(name, classPath.find(name).orElseThrow()))
                    .forEach(files::add);
        }
        return files;
    }

    @Override
    public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof LibraryClass library ? library.className : super.inferBinaryName(location, file);
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** A class of the step's class path. */
    private static final class LibraryClass extends SimpleJavaFileObject {
        private final String className;
        private final byte[] content;

        LibraryClass(String className, byte[] content) {
            super(uri(className), Kind.CLASS);
            this.className = className;
            this.content = content;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
