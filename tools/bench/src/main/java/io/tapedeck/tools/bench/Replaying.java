package io.tapedeck.tools.bench;

import io.tapedeck.controller.Comparison;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunListener;
import io.tapedeck.controller.Variation;
import io.tapedeck.controller.Verification;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Replays a recorded run; timed from when it is first heard of, so that the loading of its code is not counted. */
final class Replaying implements Arm {
    private final Payloads payloads;
    private final Subject subject;
    private final Way way;
    private RunFolder run = new RunFolder(Path.of(""));

    /**
     * What is replayed.
     *
     * @param processor the processor's resource
     * @param keys the messages' keys, in turn
     * @param times how many times the messages of the other side
     */
    record Subject(String processor, List<Value> keys, int times) {
        /** The pass-through, of messages without keys. */
        static Subject pass(int times) {
            return new Subject(RecordedRun.PASS, MemoryStream.NO_KEY, times);
        }
    }

    /** What is done with what comes out. */
    enum Way {
        /** Each call is compared with its digests, as {@code verify} does. */
        VERIFY,
        /** The outputs and the state at the end are compared, as {@code replay} does. */
        COMPARE
    }

    Replaying(Payloads payloads, Subject subject, Way way) {
        this.payloads = payloads;
        this.subject = subject;
        this.way = way;
    }

    private long messages(Work work) {
        return work.messages() * subject.times();
    }

    @Override
    public void prepare(Work work) throws IOException {
        Work all = new Work(work.folder(), messages(work), work.limit());
        run = RecordedRun.toReplay(all, MemoryStream.keyed(payloads, all, subject.keys()), subject.processor());
    }

    @Override
    public double measure(Work work) throws IOException {
        work.limit().check();
        Watch watch = new Watch();
        long replayed = BenchPipeline.inController(work.folder(), RecordedRun.EXTENSIONS, controller -> switch (way) {
            case VERIFY -> verified(controller, watch);
            case COMPARE -> compared(controller, watch);
        });
        if (replayed != messages(work)) {
            throw new IllegalStateException(
                    replayed + " of " + messages(work) + " inputs were replayed as they were recorded");
        }
        return Metric.MESSAGES.rate(replayed - watch.inputs, 0, System.nanoTime() - watch.nanos);
    }

    /** Takes down when the first inputs were replayed. */
    private static final class Watch implements RunListener {
        private long inputs;
        private long nanos = System.nanoTime();

        @Override
        public void progress(long inputsSoFar, long outputs) {
            if (inputs == 0) {
                inputs = inputsSoFar;
                nanos = System.nanoTime();
            }
        }
    }

    private long verified(Controller controller, Watch watch) throws Exception {
        Verification verification = controller.verify(run, watch);
        return verification.divergence().isEmpty() ? verification.calls() : 0;
    }

    private long compared(Controller controller, Watch watch) throws Exception {
        Comparison comparison = controller.compare(run, Variation.NONE, watch);
        return comparison.isSame() ? comparison.outputs().same() : 0;
    }
}
