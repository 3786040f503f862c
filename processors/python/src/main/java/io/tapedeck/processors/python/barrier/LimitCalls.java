package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.nodes.ErrorMessages;
import com.oracle.graal.python.nodes.PRaiseNode;
import com.oracle.graal.python.runtime.exception.PException;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the machine, which code must not catch, and the limit of calls within calls, which it may: that one
 * is counted.
 */
public final class LimitCalls {
    private LimitCalls() {}

    /** The RecursionError of a call that is one too many; its frame is on the stack and counts in the traceback. */
    public static PException tooDeep(Node node) {
        CompilerDirectives.transferToInterpreter();
        try {
            return PRaiseNode.raiseStatic(
                    node, PythonBuiltinClassType.RecursionError, ErrorMessages.MAXIMUM_RECURSION_DEPTH_EXCEEDED);
        } catch (PException error) {
            error.notifyAddedTracebackFrame(true);
            return error;
        }
    }

    /**
     * The Python exception that stands for an error of the JVM: none, so that a stack or heap that is too small
     * ends the call, and no code catches it.
     */
    public static @Nullable PException exceptionFor(
            @SuppressWarnings("unused") Node location, @SuppressWarnings("unused") Throwable error) {
        return null;
    }

    /**
     * Lets the JVM's own lack of memory pass where GraalPy would make a MemoryError of it. GraalPy throws such
     * errors too, for sizes that no list or text can have; they have no message.
     */
    public static void letPass(Throwable caught) {
        if (caught instanceof OutOfMemoryError error && error.getMessage() != null) {
            throw error;
        }
    }
}
