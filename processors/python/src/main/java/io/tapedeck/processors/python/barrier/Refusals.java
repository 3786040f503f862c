package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.nodes.PRaiseNode;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * In place of what GraalPy lets pass and a processor must not do. Each method has the result of the one that it
 * replaces; what it throws stops the call as "refused", and code cannot catch it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Refusals {
    private static final String SIGNALS = "signals are refused: a processor must not use the machine's";
    private static final String PROCESSES = "processes are refused: a processor must not start or end any";
    private static final String NATIVE = "a native module is refused: a processor must not use native code";

    private Refusals() {}

    /** In place of {@code signal.signal} and {@code setitimer}. */
    @TruffleBoundary
    public static Object signal() {
        throw new SecurityException(SIGNALS);
    }

    /** In place of {@code signal.alarm}. */
    @TruffleBoundary
    public static int alarm() {
        throw new SecurityException(SIGNALS);
    }

    /** In place of {@code signal.raise_signal}. */
    @TruffleBoundary
    public static PNone raiseSignal() {
        throw new SecurityException(SIGNALS);
    }

    /** In place of starting a process. */
    @TruffleBoundary
    public static int fork() {
        throw new SecurityException(PROCESSES);
    }

    /** In place of {@code os.kill}. */
    @TruffleBoundary
    public static void kill() {
        throw new SecurityException(PROCESSES);
    }

    /** In place of {@code faulthandler.dump_traceback}, which names the JVM's thread. */
    @TruffleBoundary
    public static void dumpTraceback() {
        throw new SecurityException("faulthandler is refused: use the module traceback");
    }

    /**
     * In place of loading a native module, which fails, but otherwise in the first context of a JVM than in the
     * next: an ImportError, so that what has a module in Python to fall back on does so.
     */
    @TruffleBoundary
    public static Object nativeModule() {
        TruffleString text = TruffleString.fromJavaStringUncached(NATIVE, PythonUtils.TS_ENCODING);
        throw PRaiseNode.raiseStatic(null, PythonBuiltinClassType.ImportError, text);
    }
}
