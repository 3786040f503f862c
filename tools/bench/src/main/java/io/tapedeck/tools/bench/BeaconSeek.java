package io.tapedeck.tools.bench;

import io.tapedeck.log.LogReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Searches a sealed beacon log by feed time with one reader that stays open, and reads what was found. */
final class BeaconSeek implements Arm {
    private final Payloads payloads;
    private final Seeks seeks;
    private final Deque<LogReader> open = new ArrayDeque<>();

    BeaconSeek(Payloads payloads, Seeks seeks) {
        this.payloads = payloads;
        this.seeks = seeks;
    }

    @Override
    public void prepare(Work work) throws IOException {
        BeaconLog.write(work, payloads);
        open.push(BeaconLog.open(work.folder()));
    }

    @Override
    public double measure(Work work) throws IOException {
        LogReader reader = open.element();
        return seeks.medianMicros(work, ordinal -> BeaconLog.seek(reader, ordinal));
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
