package io.tapedeck.processors.python.patch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The build's entry point: {@code GraalPyPatcher <classes folder>}. Reads GraalPy's jar from the class path,
 * writes the rewritten classes below the folder, {@value #SITES} with a line for each rewritten call, {@value
 * #LEFT_ALONE} with one for each that is not, and the time zones.
 */
public final class GraalPyPatcher {
    /** Where the list of rewritten calls stands, as a resource. */
    public static final String SITES = "META-INF/tapedeck/graalpy-sites.txt";

    /** Where the list of calls stands that could tell one process from another and are left as they are. */
    public static final String LEFT_ALONE = "META-INF/tapedeck/graalpy-left-alone.txt";

    /** Where the time zones stand, as a resource. */
    private static final String ZONES = "META-INF/tapedeck/zones.bin";

    private final ClassFile classFile;
    private final Set<String> sites = new TreeSet<>();
    private final Set<String> leftAlone = new TreeSet<>();
    private final RandomRewriter randomRewriter = new RandomRewriter(sites);
    private final ReferenceRewriter referenceRewriter = new ReferenceRewriter(sites);
    private final DepthRewriter depthRewriter = new DepthRewriter(sites);

    private GraalPyPatcher(ClassLoader loader) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** Patches. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ClassLoader loader = GraalPyPatcher.class.getClassLoader();
        GraalPyPatcher patcher = new GraalPyPatcher(loader);
        deleteTree(folder.resolve(Rules.PYTHON));
        try (JarFile jar = openJar(loader)) {
            patcher.patch(jar, folder);
        }
        Path list = folder.resolve(SITES);
        Files.createDirectories(list.getParent());
        Files.write(list, patcher.sites);
        Files.write(folder.resolve(LEFT_ALONE), patcher.leftAlone);
        try (OutputStream zones = new BufferedOutputStream(Files.newOutputStream(folder.resolve(ZONES)))) {
            ZoneFileWriter.write(zones);
        }
    }

    /** GraalPy's jar; a class rewritten before may stand before it on the class path. */
    private static JarFile openJar(ClassLoader loader) throws IOException {
        for (URL url : Collections.list(loader.getResources(Rules.PYTHON + "PythonLanguage.class"))) {
            if (url.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                return connection.getJarFile();
            }
        }
        throw new IOException("no jar with GraalPy's classes is on the class path");
    }

    /** What an earlier build rewrote, perhaps by other rules. */
    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void patch(JarFile jar, Path folder) throws IOException {
        for (Iterator<JarEntry> entries = jar.entries().asIterator(); entries.hasNext(); ) {
            JarEntry entry = entries.next();
            if (entry.getName().startsWith(Rules.PYTHON) && entry.getName().endsWith(".class")) {
                patch(jar, entry, folder);
            }
        }
    }

    private void patch(JarFile jar, JarEntry entry, Path folder) throws IOException {
        ClassModel classModel;
        try (InputStream in = jar.getInputStream(entry)) {
            classModel = classFile.parse(in.readAllBytes());
        }
        Optional<ClassTransform> transform = transform(classModel);
        if (transform.isPresent()) {
            byte[] rewritten = classFile.transformClass(classModel, transform.get());
            Path target = folder.resolve(entry.getName());
            Files.createDirectories(target.getParent());
            Files.write(target, rewritten);
            classModel = classFile.parse(rewritten);
        }
        new WatchedCalls(classModel, leftAlone).list();
    }

    private Optional<ClassTransform> transform(ClassModel classModel) {
        return Stream.of(
                        new CallRewriter(classModel, sites).transform(),
                        randomRewriter.transform(classModel),
                        referenceRewriter.transform(classModel),
                        depthRewriter.transform(classModel))
                .flatMap(Optional::stream)
                .reduce(ClassTransform::andThen);
    }
}
