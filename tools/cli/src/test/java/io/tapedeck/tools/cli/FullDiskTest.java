package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run on a disk that becomes full: that of the log, of the sink, or of both; once more while it still is; and on with
 * it once there is space. {@link FaultsTest} has the list of faults. The seed is {@code seed}, else the time.
 */
final class FullDiskTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final int DISK_KIB = 48 << 10;

    /**
     * What is on the small disk, and how much space is left there.
     *
     * @param mib in mebibytes; Chronicle's sink stops before 16 are left
     */
    record Place(String data, String to, double mib) {}

    static Stream<Place> places() {
        Stream<Place> usual = Stream.of(
                new Place("disk/runs", "file://out.ndjson", 3),
                new Place("runs", "file://disk/out.ndjson", 0.1),
                new Place("runs", "chronicle://disk/queue", 17.5));
        Stream<Place> more = Stream.of(
                new Place("disk/runs", "file://disk/out.ndjson", 3), new Place("disk/runs", "chronicle://queue", 3));
        return FULL ? Stream.concat(usual, more) : usual;
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("places")
    void spaceLetsTheRunGoOn(Place place) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FullDiskTest " + place + ": -Dseed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < (FULL ? 6 : 1); round++) {
            Path home = Files.createDirectory(folder.resolve("round " + round));
            spaceLetsTheRunGoOn(place, home, place.mib + random.nextDouble(0.1));
        }
    }

    private static void spaceLetsTheRunGoOn(Place place, Path home, double mib) throws Exception {
        SumsPipeline sums = new SumsPipeline(home, place.to, place.data);
        try (SmallDisk disk = SmallDisk.mount(home.resolve("disk"), DISK_KIB);
                InProcess tapedeck = new InProcess(home)) {
            disk.fill((long) (mib * (1 << 20)));
            for (int again = 0; again < 2; again++) {
                Shelled.Result full = tapedeck.run(sums.command());
                assertEquals(1, full.exit(), full.toString());
                assertTrue((full.out() + full.err()).contains("free some space"), full.toString());
            }
            disk.freeSpace();
            sums.assertCompletes(tapedeck);
        }
    }
}
