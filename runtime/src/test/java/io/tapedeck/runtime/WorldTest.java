package io.tapedeck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Time as a processor sees it. */
final class WorldTest {
    private final World world = new World(World.Pace.REPLAY);

    @Test
    void timeStandsStillButForANanosecondARead() {
        world.begin(1_000, 0);
        assertEquals(1_000, world.readClockNanos());
        assertEquals(1_001, world.readClockNanos());
        world.begin(5_000, 0);
        assertEquals(5_000, world.readClockNanos());
    }

    @Test
    void afterAThousandReadsTimePassesSoThatWaitingLoopsEnd() {
        world.begin(0, 0);
        for (int i = 0; i < World.SLOW_READS_FROM; i++) {
            world.readClockNanos();
        }
        assertEquals(World.SLOW_READS_FROM, world.clockNanos());
        world.readClockNanos();
        assertEquals(World.SLOW_READS_FROM + World.SLOW_READ_NANOS, world.clockNanos());
    }

    @Test
    void sleepOnReplayOnlyAdvancesTheClock() throws InterruptedException {
        world.begin(0, 0);
        long before = System.nanoTime();
        world.sleep(3_600_000_000_000L);
        assertEquals(3_600_000_000_000L, world.clockNanos());
        assertTrue(System.nanoTime() - before < 60_000_000_000L);
    }

    @Test
    void aWorldIsBoundWhileItsBodyRuns() {
        assertTrue(World.current().isEmpty());
        assertEquals(world, world.run(() -> World.current().orElseThrow()));
        assertTrue(World.current().isEmpty());
    }
}
