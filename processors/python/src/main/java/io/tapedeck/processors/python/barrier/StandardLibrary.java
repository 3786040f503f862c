package io.tapedeck.processors.python.barrier;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the standard library is: for Python code below a fixed folder, in truth where GraalPy unpacked it. */
public final class StandardLibrary {
    /** The folder that Python code sees, as {@code sys.prefix} and in {@code __file__}. */
    public static final Path HOME = Path.of("/graalpy");

    private static volatile @Nullable Path unpacked;

    private StandardLibrary() {}

    /** In place of {@link Env#getInternalResource(String)}. */
    @TruffleBoundary
    public static @Nullable TruffleFile home(Env env, String name) throws IOException {
        TruffleFile folder = env.getInternalResource(name);
        if (folder == null || !name.equals("python-home")) {
            return folder;
        }
        unpacked = Path.of(folder.getAbsoluteFile().getPath());
        return env.getInternalTruffleFile(HOME.toString());
    }

    /** Where it was unpacked, once a context has begun. */
    public static Optional<Path> unpacked() {
        return Optional.ofNullable(unpacked);
    }
}
