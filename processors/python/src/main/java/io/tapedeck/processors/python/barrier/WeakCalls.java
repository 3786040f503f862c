package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.builtins.objects.type.PythonAbstractClass;
import com.oracle.graal.python.builtins.objects.type.TypeNodes.GetSubclassesAsArrayNode;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.tapedeck.runtime.World;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What weak references hold, so that no garbage collector decides what code sees. One that the code made holds
 * its referent as long as it lives itself. Those by which a class knows its subclasses do so too where the
 * subclass was made while the code was loaded; a class that a call made is a subclass to be seen in that call
 * only, or else code that makes one for each message would fill the memory.
 */
public final class WeakCalls {
    /** The scope of a world in which code is loaded; each call is a later one. */
    private static final long LOADING = 1;

    private static final Map<World, CallClasses> LATEST = Collections.synchronizedMap(new WeakHashMap<>());
    private static final Set<Object> MADE_IN_CALLS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** The classes that a call has made so far. */
    private record CallClasses(long scope, Set<Object> classes) {}

    private WeakCalls() {}

    /** What a new reference holds strongly; one without a queue is a class's own, to a subclass. */
    @TruffleBoundary
    public static @Nullable Object held(Object referent, @Nullable ReferenceQueue<Object> queue) {
        if (queue == null && referent instanceof PythonAbstractClass) {
            World world = World.current().filter(each -> each.scope() > LOADING).orElse(null);
            if (world != null) {
                classesOf(world).add(referent);
                MADE_IN_CALLS.add(referent);
                return null;
            }
        }
        return referent;
    }

    private static Set<Object> classesOf(World world) {
        return LATEST.compute(
                        world,
                        (each, latest) -> latest != null && latest.scope() == world.scope()
                                ? latest
                                : new CallClasses(world.scope(), Collections.newSetFromMap(new IdentityHashMap<>())))
                .classes();
    }

    /** In place of the subclasses that the garbage collector has left: those of {@code __subclasses__()}. */
    @TruffleBoundary
    public static PythonAbstractClass[] subclasses(Object type) {
        Set<Object> made = World.current().map(WeakCalls::classesOf).orElse(Set.of());
        return Arrays.stream(GetSubclassesAsArrayNode.executeUncached(type))
                .filter(each -> made.contains(each) || !MADE_IN_CALLS.contains(each))
                .toArray(PythonAbstractClass[]::new);
    }
}
