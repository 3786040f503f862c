package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a processor's code may be, and what is said where it is not fit to load. */
class LoadTest {
    private static final String HEAD = "import io.tapedeck.log.*;\nimport io.tapedeck.runtime.*;\n";
    private static final String PROCESS = "public void process(Message message, ProcessorContext context) {";

    @TempDir
    Path folder;

    private final ProcessorHostProvider provider = new JavaProcessorHostProvider();

    private static ProcessorException loadFails(String source) {
        ProcessorException failure = assertThrows(ProcessorException.class, () -> Rig.source("Alerts.java", source));
        assertEquals(FailureKind.LOAD, failure.kind(), failure::error);
        return failure;
    }

    private static Map<String, byte[]> compile(Map<String, byte[]> classPath, String name, String source)
            throws ProcessorException {
        UserClasses classes = new UserClasses();
        classes.addCompiled(classPath);
        return new SourceCompiler(classes)
                .compile(Rig.code(name, source).files().getFirst());
    }

    private void writeFolder(Path target, Map<String, byte[]> classes) throws IOException {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = target.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    private void writeJar(Path jar, Map<String, byte[]> classes) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey().replace('.', '/') + ".class"));
                out.write(entry.getValue());
            }
        }
    }

    @Test
    void isFoundByServiceLoader() {
        assertEquals(
                List.of("java"),
                ServiceLoader.load(ProcessorHostProvider.class).stream()
                        .map(found -> found.get().language())
                        .toList());
    }

    @Test
    void sourceFileWithPackageIsReadRelativeToTheFolder() throws Exception {
        Path file = folder.resolve("processors/Alerts.java");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "package com.acme;\n" + HEAD + "class Helper { static String mark() { return \"größer\"; } }\n"
                        + "public class Alerts implements Processor {" + PROCESS
                        + "context.emit(Value.of(Helper.mark())); } }",
                StandardCharsets.UTF_8);
        ProcessorCode code = provider.read("alerts", "processors/Alerts.java", folder, List.of());
        assertEquals("Alerts.java", code.entry());
        assertEquals(List.of("größer"), Rig.load(code).outputs("x"));
    }

    @Test
    void classPathFolderAndJarTravelWithTheCode() throws Exception {
        Map<String, byte[]> library = compile(
                Map.of(),
                "Names.java",
                "package lib;\npublic class Names {\n"
                        + "public static String name() { return \"n\" + java.time.Year.now(); }\n"
                        + "public static String file() throws Exception { return java.nio.file.Files.readString(null); } }");
        Map<String, byte[]> own = compile(
                library,
                "Alerts.java",
                "package com.acme;\n" + HEAD
                        + "public class Alerts implements Processor { public void process(Message message, ProcessorContext context) throws Exception {"
                        + "if (message.value().asString().equals(\"file\")) { try { lib.Names.file(); } catch (Throwable e) {} }"
                        + "context.emit(Value.of(lib.Names.name())); } }");
        Path classes = folder.resolve("classes");
        Path jar = folder.resolve("names.jar");
        writeFolder(classes, own);
        writeJar(jar, library);
        ProcessorCode code = provider.read("alerts", "com.acme.Alerts", folder, List.of(classes, jar));
        Files.delete(jar);
        Rig rig = Rig.load(code);
        assertEquals(List.of("n2026"), rig.outputs("x"));
        // What a library would do that is refused, is refused when it comes to it, whatever catches it.
        ProcessorException refused = assertThrows(ProcessorException.class, () -> rig.outputs("file"));
        assertEquals(FailureKind.REFUSED, refused.kind());
        assertTrue(refused.error().contains("called in Names.file (Names.java:4)"), refused::error);
        assertEquals(List.of("n2026"), rig.outputs("x"));
    }

    @Test
    void processorInAJar() throws Exception {
        Path jar = folder.resolve("alerts.jar");
        writeJar(
                jar,
                compile(
                        Map.of(),
                        "Alerts.java",
                        HEAD + "public class Alerts implements Processor {" + PROCESS
                                + "context.emit(Value.of(\"jar\")); } }"));
        assertEquals(
                List.of("jar"),
                Rig.load(provider.read("alerts", "Alerts", folder, List.of(jar)))
                        .outputs("x"));
    }

    @Test
    void sourceFileMayUseTheClassPath() throws Exception {
        Path jar = folder.resolve("names.jar");
        writeJar(
                jar,
                compile(
                        Map.of(),
                        "Names.java",
                        "package lib;\npublic class Names { public static String name() { return \"lib\"; } }"));
        Files.writeString(
                folder.resolve("Alerts.java"),
                "import lib.Names;\n" + HEAD + "public class Alerts implements Processor {" + PROCESS
                        + "context.emit(Value.of(Names.name())); } }");
        ProcessorCode code = provider.read("alerts", "Alerts.java", folder, List.of(jar));
        assertEquals(List.of("lib"), Rig.load(code).outputs("x"));
    }

    @Test
    void saysWhatIsMissing() {
        ProcessorException file =
                assertThrows(ProcessorException.class, () -> provider.read("a", "Missing.java", folder, List.of()));
        assertEquals("step a: there is no file " + folder.resolve("Missing.java"), file.error());
        ProcessorException type = assertThrows(
                ProcessorException.class, () -> provider.read("a", "com.acme.Missing", folder, List.of(folder)));
        assertEquals("step a: there is no class com.acme.Missing on its class path", type.error());
        assertThrows(
                ProcessorException.class,
                () -> provider.read("a", "com.acme.Missing", folder, List.of(folder.resolve("none.jar"))));
        assertEquals(FailureKind.LOAD, type.kind());
    }

    @Test
    void compileErrorsNameFileAndLine() {
        ProcessorException failure = loadFails(
                HEAD + "public class Alerts implements Processor {\n" + PROCESS + "\n int i = \"a\";\n Missing m; } }");
        assertEquals("Alerts.java:5: incompatible types: String cannot be converted to int", failure.error());
        assertEquals("Alerts.java:5", failure.location().orElseThrow().toString());
        assertTrue(failure.traceback().contains("Alerts.java:6: error: cannot find symbol"), failure.traceback());
    }

    @Test
    void saysWhyAClassIsNoProcessor() {
        assertEquals(
                "Alerts.java has no class that implements io.tapedeck.runtime.Processor",
                loadFails("public class Alerts {}").error());
        assertEquals(
                "Alerts is abstract: a processor is a class that can be created",
                loadFails(HEAD + "public abstract class Alerts implements Processor {}")
                        .error());
        assertEquals(
                "Alerts has no public constructor without parameters: a processor is created with none",
                loadFails(HEAD + "public class Alerts implements Processor { Alerts(int i) {}" + PROCESS + "} }")
                        .error());
        assertEquals(
                "Alerts.java has several classes that implement Processor (A, B): make one of them public",
                loadFails(HEAD + "class A implements Processor {" + PROCESS + "} }\nclass B extends A {}")
                        .error());
    }

    @Test
    void theOnlyProcessorNeedNotBePublic() throws Exception {
        String source = HEAD + "class Alerts implements Processor {" + PROCESS + "context.emit(Value.of(\"ok\")); } }";
        assertEquals(List.of("ok"), Rig.source("Alerts.java", source).outputs("x"));
    }

    @Test
    void constructorsAndInitializersRunInTheWorld() throws Exception {
        String members = "static final Instant LOADED = Instant.now(); final UUID id = UUID.randomUUID();";
        Rig rig = Rig.source("Demo.java", Rig.demo(members, "emit(context, LOADED + \" \" + id);"));
        List<String> once = rig.outputs("x");
        assertTrue(once.getFirst().startsWith(Rig.START.toString()), once::toString);
        assertEquals(
                once,
                Rig.source("Demo.java", Rig.demo(members, "emit(context, LOADED + \" \" + id);"))
                        .outputs("y"));
    }

    @Test
    void constructorThatThrowsIsAnError() {
        ProcessorException failure = assertThrows(
                ProcessorException.class,
                () -> Rig.source(
                        "Demo.java",
                        Rig.demo("Demo() { }\n{ Object o = null; o.toString(); }", "")
                                .replace("Demo() { }", "public Demo() {}")));
        assertEquals(FailureKind.ERROR, failure.kind());
        assertTrue(failure.error().startsWith("NullPointerException: "), failure::error);
        assertEquals(
                "Demo.java:14",
                failure.location().orElseThrow().file() + ":"
                        + failure.location().orElseThrow().line());
        ProcessorException initializer = assertThrows(
                ProcessorException.class, () -> Rig.source("Demo.java", Rig.demo("static int i = 1 / 0;", "")));
        assertEquals("ArithmeticException: / by zero", initializer.error());
    }

    @Test
    void classPathCannotPutItsOwnInPlaceOfTheApi() throws Exception {
        Path jar = folder.resolve("fat.jar");
        Map<String, byte[]> own = compile(
                Map.of(),
                "Alerts.java",
                HEAD + "public class Alerts implements Processor {" + PROCESS + "context.emit(Value.of(1)); } }");
        own.put("io.tapedeck.log.Value", new byte[] {1, 2, 3});
        own.put("io.tapedeck.processors.java.Guest", new byte[] {1, 2, 3});
        writeJar(jar, own);
        Rig rig = Rig.load(provider.read("alerts", "Alerts", folder, List.of(jar)));
        rig.feed(Value.of("x"));
        assertEquals(1, rig.context.outputs.size());
    }
}
