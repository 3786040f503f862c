package io.tapedeck.processors.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static ProcessorException refused(String source) {
        ProcessorException refused =
                assertThrows(ProcessorException.class, () -> Rig.source("Demo.java", source), source);
        assertEquals(FailureKind.REFUSED, refused.kind(), refused::error);
        return refused;
    }

    @Test
    void namesTheCallTheReasonAndThePlace() {
        ProcessorException refused = assertThrows(ProcessorException.class, () -> Rig.source("Alerts.java", """
                        import io.tapedeck.log.*;
                        import io.tapedeck.runtime.*;
                        public class Alerts implements Processor {
                            public void process(Message message, ProcessorContext context) throws Exception {
                                java.nio.file.Files.readString(null);
                            }
                        }
                        """));
        assertEquals(
                "java.nio.file.Files.readString is refused: a processor must not read or write files; called in"
                        + " Alerts.process (Alerts.java:5)",
                refused.error());
        assertEquals(
                "Alerts.java:5, in process", refused.location().orElseThrow().toString());
    }

    @Test
    void namesTheMethodAroundALambda() {
        String error = refused(Rig.demo("", "Runnable r = () -> System.exit(1);\n r.run();"))
                .error();
        assertEquals(
                "java.lang.System.exit is refused: a processor must not end the run; called in Demo.process (Demo.java:15)",
                error);
    }

    @Test
    void namesConstructorsInitializersAndClasses() {
        assertTrue(refused(Rig.demo("Object o = System.getenv();", ""))
                .error()
                .contains("called in the constructor of Demo (Demo.java:13)"));
        assertTrue(refused(Rig.demo("static String s = System.getenv(\"A\");", ""))
                .error()
                .contains("called in the static initializer of Demo (Demo.java:13)"));
        assertTrue(refused(Rig.demo("static class T extends Thread {}", "new T().start();"))
                .error()
                .contains("T.start is refused"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new Thread(() -> {}).start()                        | java.lang.Thread is refused
            Thread.ofVirtual().start(() -> {})                  | java.lang.Thread.ofVirtual
            Thread.currentThread().getState()                   | java.lang.Thread.getState
            Runtime.getRuntime().freeMemory()                   | java.lang.Runtime.freeMemory
            System.getProperties()                              | java.lang.System.getProperties
            new ProcessBuilder("ls").start()                    | java.lang.ProcessBuilder
            System.getenv("HOME")                               | java.lang.System.getenv
            System.in.read()                                    | java.lang.System.in
            System.gc()                                         | java.lang.System.gc
            java.lang.reflect.Proxy.getInvocationHandler("x")   | java.lang.reflect.Proxy.getInvocationHandler
            Demo.class.getClassLoader().getResource("x")        | java.lang.ClassLoader.getResource
            Demo.class.getModule()                              | java.lang.Class.getModule
            Demo.class.getResourceAsStream("x")                 | java.lang.Class.getResourceAsStream
            java.lang.invoke.MethodHandles.lookup()             | java.lang.invoke.MethodHandles.lookup
            new java.io.File("x").exists()                      | java.io.File
            new java.io.FileReader("x")                         | java.io.FileReader
            new java.io.PrintWriter("x")                        | new java.io.PrintWriter
            java.nio.file.Path.of("x")                          | java.nio.file.Path.of
            new java.net.Socket("x", 1)                         | java.net.Socket
            java.net.URI.create("x").toURL()                    | java.net.URI.toURL
            List.of(1).parallelStream()                         | java.util.List.parallelStream
            new ArrayList<>(List.of(1)).parallelStream()        | java.util.ArrayList.parallelStream
            List.of(1).stream().parallel()                      | java.util.stream.Stream.parallel
            IntStream.range(0, 1).parallel()                    | java.util.stream.IntStream.parallel
            Arrays.parallelSort(new int[1])                     | java.util.Arrays.parallelSort
            Executors.newCachedThreadPool()                     | java.util.concurrent.Executors.newCachedThreadPool
            CompletableFuture.runAsync(() -> {})                | java.util.concurrent.CompletableFuture.runAsync
            new ForkJoinPool()                                  | java.util.concurrent.ForkJoinPool
            new java.util.Timer()                               | java.util.Timer
            ServiceLoader.load(Processor.class)                 | java.util.ServiceLoader.load
            new Scanner(System.in)                              | java.lang.System.in
            new Hashtable<String, String>()                     | java.util.Hashtable
            new java.lang.ref.PhantomReference<>("x", null)     | java.lang.ref.PhantomReference
            new ConcurrentHashMap<>().forEach(1, (k, v) -> {})  | java.util.concurrent.ConcurrentHashMap.forEach
            "x".wait()                                          | wait is refused
            java.util.logging.Logger.getLogger("x")             | java.util.logging.Logger.getLogger
            sun.misc.Unsafe.getUnsafe()                         | sun.misc.Unsafe.getUnsafe
            Locale.setDefault(Locale.US)                        | java.util.Locale.setDefault
            new Date(126, 1, 1)                                 | new java.util.Date(int,int,int)
            new Date().getHours()                               | java.util.Date.getHours
            World.current()                                     | io.tapedeck.runtime.World.current
            new World(World.Pace.LIVE)                          | io.tapedeck.runtime.World
            """)
    void refuses(String expression, String named) {
        ProcessorException refused = refused(Rig.demo("", "Object refused = wrap(() -> " + expression + ");")
                .replace(
                        "static void emit",
                        "interface Body { Object call() throws Throwable; }\ninterface Act { void call() throws Throwable; }\nstatic Object wrap(Body b) { return b; }\nstatic Object wrap(Act b) { return b; }\nstatic void emit")
                .replace("wrap(() -> " + expression + ")", "wrap(() -> { " + expression + "; })"));
        assertTrue(refused.error().contains(named), refused::error);
        assertTrue(refused.error().contains("in Demo.process (Demo.java:15)"), refused::error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Function<String, String> f = System::getenv;",
                "Supplier<Thread> f = Thread::new;",
                "Function<List<?>, Object> f = List::parallelStream;",
                "Class<?> f = Thread.class;",
                "Object f = new Thread[1];",
                "boolean f = ((Object) \"x\") instanceof java.io.File;",
            })
    void refusesReferencesLikeCalls(String statement) {
        refused(Rig.demo("", statement));
    }

    @Test
    void refusesWhatASubclassInherits() {
        String members = "static class L extends ArrayList<String> {} ";
        assertTrue(
                refused(Rig.demo(members, "new L().parallelStream();")).error().startsWith("Demo.L.parallelStream"));
    }

    @Test
    void refusesFinalizersAndNativeMethods() {
        refused(Rig.demo("protected void finalize() {}", ""));
        refused(Rig.demo("native void call();", ""));
        refused(Rig.demo("public int hashCode() { return super.hashCode(); }", ""));
    }

    @Test
    void refusesWhereverInTheSourceItIs() {
        refused(Rig.demo(
                "static class Helper { static class Deep { Object o() { return Thread.currentThread().getState(); } } }",
                "new Helper.Deep().o();"));
    }

    @Test
    void doesNotRunWhatItRefuses() {
        ProcessorException refused = refused(Rig.demo("static { System.out.println(1 / 0); }\n", "System.exit(3);"));
        assertTrue(refused.error().startsWith("java.lang.System.exit"), refused::error);
    }

    @Test
    void interruptIdiomPasses() throws Exception {
        Rig rig = Rig.body(
                "try { Thread.sleep(5); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }");
        rig.feed(Value.of(1));
    }
}
