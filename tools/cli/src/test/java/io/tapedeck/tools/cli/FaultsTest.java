package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogRecord.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can happen to a run from outside, acted out on the command line. The pipeline has a step with state, and a sink
 * that promises "once". Each fault either lets the run go on, or ends it with a sentence that says what to do; and in
 * the end each output was made once, unless inputs are lost, which is said.
 *
 * <table>
 *   <caption>Faults</caption>
 *   <tr><th>Fault<th>What follows<th>Where it is tested
 *   <tr><td>{@code kill -9}, at any moment
 *       <td>run again goes on behind what is durable<td>{@link KillTest}
 *   <tr><td>the disk of the log, the sink, or both is full
 *       <td>exit 1, the place and "free some space and run again"; that is all there is to do
 *       <td>{@link FullDiskTest}
 *   <tr><td>… while the cache of the state is written
 *       <td>the cache is given up, with a warning<td>{@link FullDiskTest}; the log is on that disk too, and ends the run
 *   <tr><td>forcing the log fails
 *       <td>exit 1, the place; run again goes on, a power loss in between or later included
 *       <td>{@code RunFaultsTest} of the controller
 *   <tr><td>LMDB's map is full<td>it grows<td>{@code CheckpointerTest} of the controller
 *   <tr><td>the cache is overwritten, cut, foreign, deleted<td>the state is read from the log
 *       <td>{@link CheckpointTest}
 *   <tr><td>something stands behind the durable mark: zeros, noise, half a record
 *       <td>it is trimmed, and the run goes on<td>here
 *   <tr><td>the log is cut, or changed, below the mark
 *       <td>exit 3, the place and what to do; nothing is touched<td>here
 *   <tr><td>… in a checkpoint, or in a part of a state
 *       <td>exit 3 where that is needed; a repaired log in its place goes on, and nothing is lost<td>here
 *   <tr><td>… in a message, or at the end
 *       <td>exit 3 with the repaired log too, and the advice to begin anew<td>here
 *   <tr><td>the clock is set back, while it runs and between runs
 *       <td>nothing: feed time does not go back, the newest run stays the newest
 *       <td>{@code RunFaultsTest} of the controller
 * </table>
 *
 * <p>Not acted out: a disk that forgets what it said it had forced, and damage to the sink's own files (the connectors'
 * tests have that). The seed is {@code seed}, else the time, and is printed; {@code sweep=full} tries many places.
 */
final class FaultsTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    @TempDir
    private static Path folder;

    private static KilledRun killed;

    private final Random random = new Random(seed());

    private static long seed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FaultsTest: -Dseed=" + seed);
        return seed;
    }

    @BeforeAll
    static void kill() throws IOException, InterruptedException {
        killed = new KilledRun(folder);
    }

    @AfterAll
    static void close() {
        killed.close();
    }

    @BeforeEach
    void restore() throws IOException {
        killed.restore();
    }

    /** The run ends with exit 3 and what to do, and leaves the log as it is, and the outputs that were whole. */
    private static void assertRefused(String what) throws IOException {
        byte[] log = Files.readAllBytes(killed.segment());
        for (int again = 0; again < 2; again++) {
            Shelled.Result refused = killed.run();
            assertEquals(3, refused.exit(), what + " " + refused);
            assertTrue(refused.err().contains("000000.tape"), refused.err());
            assertTrue(refused.err().contains("Put what repair makes in the place"), refused.err());
        }
        assertArrayEquals(log, Files.readAllBytes(killed.segment()), what);
        String whole = Files.readString(folder.resolve("out.ndjson"));
        assertTrue(!whole.isEmpty() && SumsPipeline.expected().startsWith(whole), what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise", "half a record", "zeros"})
    void whatStandsBehindTheMarkIsTrimmed(String tail) throws IOException {
        int mark = (int) killed.durableTo();
        byte[] log = Files.readAllBytes(killed.segment());
        byte[] added = new byte[1 + random.nextInt(5_000)];
        switch (tail) {
            case "noise" -> random.nextBytes(added);
            case "half a record" -> added = Arrays.copyOfRange(log, 256, 356);
            default -> {}
        }
        byte[] changed = Arrays.copyOf(log, mark + added.length);
        System.arraycopy(added, 0, changed, mark, added.length);
        Files.write(killed.segment(), changed);
        killed.assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMissingBelowTheMarkIsSaid(boolean cut) throws IOException {
        for (int i = 0; i < (FULL ? 30 : 1); i++) {
            killed.restore();
            long mark = killed.durableTo();
            long at = cut ? mark - 1 - random.nextLong(mark / 2) : 4_096 + random.nextLong(mark - 5_000);
            if (cut) {
                killed.cut(at);
            } else {
                killed.flip(at, random);
            }
            assertRefused((cut ? "cut at " : "flipped at ") + at);
            killed.repair();
            assertGoesOnOrBeginsAnew();
        }
    }

    /** Nobody knows where the next record begins; the first one that is found may be the outcome of a later input. */
    @Test
    void anOutcomeWhoseLengthIsWrongTakesInputsWithIt() throws IOException {
        List<Long> steps = killed.offsetsOfSteps();
        for (int i = 0; i < 3; i++) {
            killed.restore();
            killed.flip(steps.get(random.nextInt(steps.size() / 2)) + 6, random);
            killed.repair();
            assertGoesOnOrBeginsAnew();
        }
    }

    private static void assertGoesOnOrBeginsAnew() throws IOException {
        Shelled.Result again = killed.run();
        if (again.exit() != 0) {
            assertEquals(3, again.exit(), again.toString());
            assertTrue(
                    Pattern.compile("lost its end|lacks the messages|has no outcome")
                            .matcher(again.err())
                            .find(),
                    again.err());
            assertTrue(again.err().contains("run --new --overwrite"), again.err());
            assertEquals(0, killed.run("--new", "--overwrite").exit());
        }
        killed.assertOnce();
    }

    @ParameterizedTest
    @EnumSource(
            value = RunRecord.Kind.class,
            names = {"CHECKPOINT", "SNAPSHOT"})
    void aDamagedCheckpointCostsNothingOnceTheLogIsRepaired(RunRecord.Kind kind) throws IOException {
        for (int i = 0; i < (FULL ? 15 : 1); i++) {
            killed.restore();
            long mark = killed.durableTo();
            List<Long> records =
                    killed.offsets(kind).stream().filter(at -> at < mark).toList();
            long record = records.get(random.nextInt(records.size()));
            killed.flip(record + 20 + random.nextInt(20), random);
            assertRefused(kind + " at " + record);
            assertEquals(0, killed.verified().get("messages_lost").asLong());
            killed.repair();
            killed.assertGoesOn();
        }
    }
}
