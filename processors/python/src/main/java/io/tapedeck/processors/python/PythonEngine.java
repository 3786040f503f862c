package io.tapedeck.processors.python;

import com.oracle.graal.python.builtins.objects.random.PRandom;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Arrays;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;

/** The engine that all Python processors of a JVM share: what it compiles for one, the next one uses. */
final class PythonEngine {
    static final String LANGUAGE = "python";

    private PythonEngine() {}

    private static final class Holder {
        static final Engine ENGINE = start();

        private static Engine start() {
            requirePatchedClasses();
            return newEngine().sandbox(SandboxPolicy.CONSTRAINED).build();
        }
    }

    private static Engine.Builder newEngine() {
        return Engine.newBuilder(LANGUAGE)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .option("engine.WarnInterpreterOnly", "false");
    }

    /** Without them nothing would be deterministic, and nothing would say so. */
    private static void requirePatchedClasses() {
        boolean patched = Arrays.stream(PRandom.class.getDeclaredFields())
                .anyMatch(field -> field.getName().equals("stepSeed"));
        if (!patched) {
            throw new IllegalStateException(
                    "GraalPy's python-language.jar stands before tapedeck-processors-python.jar on the class path:"
                            + " its clock and random would be the machine's");
        }
    }

    /** GraalPy's version: its generator, hashes and texts are part of what a replay must find again. */
    static String version() {
        return Holder.ENGINE.getVersion();
    }

    /** A new context, sealed off from files, threads, processes, native code and Java. */
    static Context newContext(OutputStream prints, ZoneId zone) {
        return newContext(Holder.ENGINE, new SealedFileSystem(), prints, zone)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .build();
    }

    /**
     * A context as of {@link #newContext}, but that its engine lets a debugger in: no sandbox has that, so this one is left
     * to what it is not given.
     */
    static Context newContextFor(Engine debugged, SealedFileSystem files, OutputStream prints, ZoneId zone) {
        return newContext(debugged, files, prints, zone)
                .allowHostAccess(HostAccess.CONSTRAINED)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .build();
    }

    private static Context.Builder newContext(Engine engine, SealedFileSystem files, OutputStream prints, ZoneId zone) {
        return Context.newBuilder(LANGUAGE)
                .engine(engine)
                .in(InputStream.nullInputStream())
                .out(prints)
                .err(prints)
                .allowIO(IOAccess.newBuilder()
                        .fileSystem(files.withStandardLibrary())
                        .build())
                .timeZone(zone.normalized());
    }

    /** An engine that listens on this machine's loopback, and lets no code run until a debugger is attached. */
    static Engine newDebugged(int port) {
        return newEngine()
                .option("dap", "127.0.0.1:" + port)
                .option("dap.Suspend", "false")
                .option("dap.WaitAttached", "true")
                .build();
    }
}
