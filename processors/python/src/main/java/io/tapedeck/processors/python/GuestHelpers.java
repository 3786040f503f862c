package io.tapedeck.processors.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.common.SequenceStorageNodes;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.nodes.PRaiseNode;
import com.oracle.graal.python.runtime.exception.PException;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/** The functions and classes of {@code host.py} that the host calls while Python code runs. */
final class GuestHelpers {
    private final PythonLanguage language;
    private Object @Nullable [] connected;

    // What host_connected is given, by position.
    private static final int MISSING = 0;
    private static final int MAKE_TIME = 1;
    private static final int MAKE_DECIMAL = 2;
    private static final int DESCRIBE = 3;
    private static final int OUTPUT_ERROR = 4;
    private static final int ENCODING_ERROR = 5;
    static final int PARTS = 6;

    GuestHelpers(PythonLanguage language) {
        this.language = language;
    }

    void connect(Object[] parts) {
        connected = parts;
    }

    /** What the state's functions return where there is no entry. */
    Object missing() {
        return part(MISSING);
    }

    Object makeTime(long seconds, int nanos) {
        return call(part(MAKE_TIME), seconds, nanos);
    }

    Object makeDecimal(TruffleString text) {
        return call(part(MAKE_DECIMAL), text);
    }

    Object[] describe(Object object) {
        SequenceStorage parts = ((PTuple) call(part(DESCRIBE), object)).getSequenceStorage();
        return SequenceStorageNodes.CopyInternalArrayNode.executeUncached(parts);
    }

    /** A Python exception to throw: a TypeError, that says why an output cannot be encoded. */
    PException outputError(String sentence) {
        return raise(part(OUTPUT_ERROR), sentence);
    }

    /** A Python exception to throw: a TypeError, that says why a value cannot be kept. */
    PException encodingError(String sentence) {
        return raise(part(ENCODING_ERROR), sentence);
    }

    private PException raise(Object type, String sentence) {
        Object exception = call(type, Strings.toGuest(sentence));
        return PRaiseNode.raiseExceptionObjectStatic(null, exception, language);
    }

    Object tuple(Object... items) {
        return PFactory.createTuple(language, items);
    }

    private Object part(int part) {
        Object[] parts = connected;
        if (parts == null) {
            throw new IllegalStateException("host.py is not connected");
        }
        return parts[part];
    }

    private static Object call(Object function, Object... arguments) {
        try {
            return InteropLibrary.getUncached().execute(function, arguments);
        } catch (InteropException e) {
            throw new IllegalStateException("cannot call " + function, e);
        }
    }
}
