package io.tapedeck.processors.python;

import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.strings.TruffleString;

/** Text in Java and in Python. Both may hold unpaired surrogates, and keep them. */
final class Strings {
    private Strings() {}

    static TruffleString toGuest(String text) {
        return TruffleString.fromJavaStringUncached(text, PythonUtils.TS_ENCODING);
    }

    static String toHost(TruffleString text) {
        return text.toJavaStringUncached();
    }
}
