package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.io.IOException;

/** Records a run: every message is logged, processed, digested and delivered. Timed from when it goes live. */
final class Recording implements Arm {
    private final Payloads payloads;
    private final Durability durability;

    Recording(Payloads payloads, Durability durability) {
        this.payloads = payloads;
        this.durability = durability;
    }

    @Override
    public double measure(Work work) throws IOException {
        long nanos = RecordedRun.pass(work, MemoryStream.fast(payloads, work), durability)
                .nanos();
        return Metric.MESSAGES.rate(work.messages(), 0, nanos);
    }
}
