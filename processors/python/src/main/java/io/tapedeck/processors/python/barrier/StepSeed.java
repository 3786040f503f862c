package io.tapedeck.processors.python.barrier;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.tapedeck.runtime.StepRandom;
import io.tapedeck.runtime.World;
import org.jspecify.annotations.Nullable;

/**
 * What a generator of {@code random} that nobody seeded holds: the step it was last seeded for. Such a
 * generator follows the step, so that what it draws does not depend on how much was drawn before.
 */
public final class StepSeed {
    private static final int SEED_INTS = 8;

    private @Nullable World world;
    private long scope;

    /** A generator that was not seeded yet. */
    public StepSeed() {}

    /** A new seed where the step has changed since the last call, else null. */
    @TruffleBoundary
    public int @Nullable [] renew() {
        World now = World.current().orElse(null);
        if (now == null) {
            return world == null && scope++ == 0 ? draw(new StepRandom(0)) : null;
        }
        if (now == world && now.scope() == scope) {
            return null;
        }
        world = now;
        scope = now.scope();
        return draw(now.random());
    }

    private static int[] draw(StepRandom random) {
        return random.ints(SEED_INTS).toArray();
    }
}
