package io.tapedeck.controller;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process of {@link LargeStateTest}: runs the pipeline of a folder, or verifies its run, and tells on standard
 * output what it did, a line each.
 */
final class LargeStateRun {
    private LargeStateRun() {}

    /**
     * Tells of a run's commits, as {@code committed INPUTS MICROS}: how long one took, with the checkpoint, from when the
     * last input of the group was through to when the next one could be fed.
     */
    private static final class Teller implements RunListener {
        private long noteNanos;

        @Override
        public void started(String run, long inputs) {
            long startedMillis = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println("started " + inputs + " " + startedMillis);
        }

        /** The processor logs a line at the end of each call. */
        @Override
        public void note(long ordinal, String text) {
            noteNanos = System.nanoTime();
        }

        @Override
        public void progress(long inputs, long outputs) {
            System.out.println("committed " + inputs + " " + (System.nanoTime() - noteNanos) / 1_000);
        }

        @Override
        public void warning(String sentence) {
            System.out.println("warning " + sentence);
        }
    }

    /** Arguments: {@code run} or {@code verify}, and the folder. A run stops once there is a file {@code stop}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Extensions extensions = Extensions.load();
        PipelineDefinition definition = PipelineFile.read(
                        folder.resolve("pipeline.toml"), Optional.empty(), extensions, Map.of())
                .getFirst();
        Controller controller = new Controller(new RunStore(folder.resolve("runs")), extensions);
        if (arguments[0].equals("run")) {
            Path stop = folder.resolve("stop");
            RunSummary summary = controller.run(
                    definition, new RunOptions(false, false, false, () -> Files.exists(stop)), new Teller());
            System.out.println("ended " + summary.state() + " " + summary.failure());
        } else {
            Verification verified =
                    controller.verify(controller.newest(definition).orElseThrow(), RunListener.SILENT);
            System.out.println("verified " + verified.calls() + " " + verified.divergence());
        }
        System.out.println("heap " + heapPeakBytes());
    }

    /** The most that each of the heap's pools held, garbage included, added up: they need not have held it at one time. */
    private static long heapPeakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
