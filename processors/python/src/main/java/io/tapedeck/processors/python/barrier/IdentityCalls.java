package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.builtins.objects.object.ObjectNodesFactory;
import com.oracle.graal.python.runtime.object.IDUtils;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.World;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@code id}, {@code hash} and the default {@code repr} say of an object, in place of identity hashes: a
 * number that the object gets when it is first asked for, counted in the step.
 */
public final class IdentityCalls {
    /** Below it GraalPy's own fixed ids stand, above it a masked id would no longer be positive. */
    private static final long ID_MIN = 1L << 40;

    private static final int SEED_SHIFT = 5;
    private static final int MASK_BITS = 2;

    /** Where no world is bound, no guest code sees the number; it need only be another each time. */
    private static final AtomicLong OUTSIDE = new AtomicLong();

    private static final long OUTSIDE_STEP = 1L << 8;

    private IdentityCalls() {}

    /** In place of GraalPy's count of ids since the start, which a restored run would not know. */
    @TruffleBoundary
    public static long nextId() {
        return unmasked(World.current().map(World::nextIdentity).orElseGet(() -> OUTSIDE.addAndGet(OUTSIDE_STEP)));
    }

    /** The id of a string, by its text: GraalPy's own lasts until the garbage collector comes. */
    @TruffleBoundary
    public static long stringId(TruffleString text) {
        long hash = XxHash64.hash(Bytes.utf8(text.toJavaStringUncached()), 0);
        return IDUtils.asMaskedObjectId(unmasked(hash));
    }

    private static long unmasked(long number) {
        return (number >>> SEED_SHIFT) | ID_MIN;
    }

    /** In place of {@link Object#hashCode} where that is the hash of a Python object. */
    @TruffleBoundary
    public static long hash(Object object) {
        return id(object) >>> MASK_BITS;
    }

    /** In place of {@link System#identityHashCode}. */
    @TruffleBoundary
    public static int intHash(Object object) {
        return (int) hash(object) & Integer.MAX_VALUE;
    }

    /** What stands behind {@code at 0x} in a default {@code repr}. */
    @TruffleBoundary
    public static String hexId(Object object) {
        return Long.toHexString(id(object));
    }

    private static long id(Object object) {
        Object id = ObjectNodesFactory.GetIdNodeGen.getUncached().execute(object);
        return id instanceof PInt number ? number.longValue() : (long) id;
    }
}
