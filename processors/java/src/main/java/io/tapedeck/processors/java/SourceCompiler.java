package io.tapedeck.processors.java;

import io.tapedeck.log.Message;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a single source file in memory, against the API and the step's class path. */
final class SourceCompiler {
    private static final Pattern JAVA_LANG = Pattern.compile("\\bjava\\.lang\\.(?=[A-Z])");

    private final UserClasses classPath;

    SourceCompiler(UserClasses classPath) {
        this.classPath = classPath;
    }

    /** The class files, by binary name. */
    Map<String, byte[]> compile(ProcessorCode.File source) throws ProcessorException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Failures.load("to compile " + source.name() + ", Tapedeck must run on a JDK, not on a bare runtime");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                        compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
                MemoryFiles files = new MemoryFiles(standard, classPath)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    new StringWriter(),
                    files,
                    diagnostics,
                    options(),
                    null,
                    List.of(MemoryFiles.source(source.name(), source.content().toUtf8())));
            task.setLocale(Locale.ENGLISH);
            if (!task.call()) {
                throw failure(source.name(), diagnostics.getDiagnostics());
            }
            return files.compiled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> options() {
        return List.of("-g", "-proc:none", "-nowarn", "-Xlint:none", "--release", "25", "-classpath", apiClassPath());
    }

    /** Where this JVM has the API from. */
    private static String apiClassPath() {
        return Stream.of(Processor.class, Message.class)
                .map(SourceCompiler::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError("the class path holds what is no path", e);
        }
    }

    private static ProcessorException failure(String file, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return Failures.load(file + " does not compile");
        }
        Diagnostic<? extends JavaFileObject> first = errors.getFirst();
        int line = (int) Math.max(0, first.getLineNumber());
        String all = errors.stream()
                .map(error -> file + ":" + error.getLineNumber() + ": error: " + message(error) + "\n")
                .collect(Collectors.joining());
        return new ProcessorException(
                FailureKind.LOAD,
                file + ":" + line + ": " + oneLine(message(first)),
                Optional.of(new CodeLocation(file, line, "")),
                all);
    }

    /** As javac itself would print it, which leaves out the packages of well-known names. */
    private static String message(Diagnostic<?> diagnostic) {
        return JAVA_LANG.matcher(diagnostic.getMessage(Locale.ENGLISH)).replaceAll("");
    }

    /** The lines of a message of javac's, such as that a symbol was not found and where, in one. */
    private static String oneLine(String message) {
        List<String> lines =
                message.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        return lines.size() == 1
                ? lines.getFirst()
                : lines.getFirst() + " (" + String.join(", ", lines.subList(1, lines.size())) + ")";
    }
}
