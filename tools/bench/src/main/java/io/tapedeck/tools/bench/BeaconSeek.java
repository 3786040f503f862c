package io.tapedeck.tools.bench;

import io.tapedeck.log.LogReader;
import java.io.IOException;
import java.nio.file.Path;

/** Searches a sealed beacon log by feed time with one reader, and reads what was found. */
final class BeaconSeek implements Arm {
    private final Payloads payloads;
    private final Seeks seeks;
    private Path folder = Path.of("");

    BeaconSeek(Payloads payloads, Seeks seeks) {
        this.payloads = payloads;
        this.seeks = seeks;
    }

    @Override
    public void prepare(Work work) throws IOException {
        folder = work.folder();
        BeaconLog.write(work, payloads);
    }

    @Override
    public double measure(Work work) throws IOException {
        try (LogReader reader = BeaconLog.open(folder)) {
            return seeks.medianMicros(work, ordinal -> BeaconLog.seek(reader, ordinal));
        }
    }
}
