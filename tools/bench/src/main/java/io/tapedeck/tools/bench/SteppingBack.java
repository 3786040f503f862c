package io.tapedeck.tools.bench;

import io.tapedeck.controller.Playback;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Steps backward in the middle of a run, from where a first step was made and looked at for some seconds, and tells the
 * slowest step of all: among them are those that need what lies before the checkpoint where the replay began.
 */
final class SteppingBack implements Arm {
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final Payloads payloads;
    private final Replaying.Subject subject;
    private RunFolder run = new RunFolder(Path.of(""));

    SteppingBack(Payloads payloads, Replaying.Subject subject) {
        this.payloads = payloads;
        this.subject = subject;
    }

    @Override
    public void prepare(Work work) throws IOException {
        run = RecordedRun.toReplay(work, MemoryStream.keyed(payloads, work, subject.keys()), subject.processor());
    }

    @Override
    public double measure(Work work) throws IOException {
        work.limit().check();
        return BenchPipeline.inController(work.folder(), RecordedRun.EXTENSIONS, controller -> {
            try (Playback playback = controller.open(run, RunListener.SILENT)) {
                playback.goTo(work.messages() / 2);
                playback.back();
                Thread.sleep(LOOK);
                return slowestMillis(playback, work);
            }
        });
    }

    private static double slowestMillis(Playback playback, Work work) throws Exception {
        long slowest = 0;
        for (long i = 0; i < work.messages() / 4; i++) {
            long before = System.nanoTime();
            if (playback.back().isEmpty()) {
                throw new IllegalStateException("there is no input before one in the middle of the run");
            }
            slowest = Math.max(slowest, System.nanoTime() - before);
            if (i % Work.CHUNK_MESSAGES == 0) {
                work.limit().check();
            }
        }
        return slowest / 1e6;
    }
}
