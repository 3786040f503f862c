package io.tapedeck.tools.bench;

import io.tapedeck.log.LogVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Verifies a sealed beacon log: every checksum, the counts and the digest. */
final class BeaconVerify implements Arm {
    private final Payloads payloads;
    private Path folder = Path.of("");

    BeaconVerify(Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public void prepare(Work work) throws IOException {
        folder = work.folder();
        BeaconLog.write(work, payloads);
    }

    @Override
    public double measure(Work work) throws IOException {
        Path file = BeaconLog.file(folder);
        long start = System.nanoTime();
        LogVerifier.Report report =
                LogVerifier.verify(file, (bytesDone, bytesTotal) -> work.limit().check());
        long nanos = System.nanoTime() - start;
        if (!report.intact() || report.messages() != work.messages()) {
            throw new IllegalStateException("the verifier found damage in a log just written");
        }
        return Metric.MEGABYTES.rate(work.messages(), Files.size(file), nanos);
    }
}
