package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Records a run at half of the rate that it can keep up with, and takes down how long the messages are on their way.
 * A message's time begins when it is due, so what waits because the run is busy counts.
 */
final class DeliveryLatency implements Arm {
    private static final double LOAD = 0.5;
    private static final double PART = 0.99;

    private final Payloads payloads;
    private final Durability durability;
    private double perSecond;

    DeliveryLatency(Payloads payloads, Durability durability) {
        this.payloads = payloads;
        this.durability = durability;
    }

    @Override
    public void prepare(Work work) throws IOException {
        perSecond = LOAD * new Recording(payloads, durability).measure(work);
        BenchFolder.clear(work.folder());
    }

    @Override
    public double measure(Work work) throws IOException {
        MemoryStream stream = MemoryStream.paced(payloads, work, perSecond);
        RecordedRun.pass(work, stream, durability);
        return stream.latencyMillis(PART);
    }

    @Override
    public Optional<String> note() {
        return Optional.of(String.format(Locale.ROOT, "half load was %,.0f messages a second", perSecond));
    }
}
