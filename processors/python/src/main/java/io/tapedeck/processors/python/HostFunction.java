package io.tapedeck.processors.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.function.PArguments;
import com.oracle.graal.python.builtins.objects.function.Signature;
import com.oracle.graal.python.nodes.PRootNode;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/**
 * A Python builtin that is written in Java: it gets and gives GraalPy's own objects, so that nothing is
 * wrapped on the way. (Polyglot proxies would show Python code foreign objects, and us wrapped ones.)
 */
final class HostFunction extends PRootNode {
    /** What the function does. */
    @FunctionalInterface
    interface Body {
        /** Takes and returns Python objects; null is None. */
        @Nullable
        Object call(Object[] arguments);
    }

    private final Body body;
    private final Signature signature;

    private HostFunction(PythonLanguage language, int parameters, Body body) {
        super(language);
        this.body = body;
        this.signature = new Signature(parameters, false, -1, names(parameters), PythonUtils.EMPTY_TRUFFLESTRING_ARRAY);
    }

    /** Makes a Python function; the context must be entered. */
    static Object create(PythonLanguage language, String name, int parameters, Body body) {
        HostFunction root = new HostFunction(language, parameters, body);
        return PFactory.createBuiltinFunction(language, Strings.toGuest(name), null, 0, 0, root.getCallTarget());
    }

    private static TruffleString[] names(int parameters) {
        TruffleString[] names = new TruffleString[parameters];
        for (int i = 0; i < parameters; i++) {
            names[i] = Strings.toGuest("argument" + i);
        }
        return names;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] all = frame.getArguments();
        Object[] arguments = new Object[signature.getParameterIds().length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = PArguments.getArgument(all, i);
        }
        return call(arguments);
    }

    @TruffleBoundary
    private Object call(Object[] arguments) {
        Object result = body.call(arguments);
        return result == null ? PNone.NONE : result;
    }

    @Override
    public Signature getSignature() {
        return signature;
    }

    @Override
    public boolean isPythonInternal() {
        return true;
    }
}
