package io.tapedeck.tools.bench;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a beacon log from its start to its end, its checksums verified, each payload copied out and summed. */
final class BeaconScan implements Arm {
    private final Payloads payloads;
    private final Metric metric;
    private final byte[] buffer;
    private Path folder = Path.of("");

    BeaconScan(Payloads payloads, Metric metric, int payloadBytes) {
        this.payloads = payloads;
        this.metric = metric;
        buffer = new byte[payloadBytes];
    }

    @Override
    public void prepare(Work work) throws IOException {
        folder = work.folder();
        BeaconLog.write(work, payloads);
    }

    @Override
    public double measure(Work work) throws IOException {
        long start = System.nanoTime();
        long sum = 0;
        try (LogReader reader = BeaconLog.open(folder)) {
            reader.reuseMemory(); // as the peer's tailer, which gives what is valid until the next
            for (long from = 0; from < work.messages(); from += Work.CHUNK_MESSAGES) {
                work.limit().check();
                sum += sum(reader, Math.min(Work.CHUNK_MESSAGES, work.messages() - from));
            }
        }
        long nanos = System.nanoTime() - start;
        payloads.checkSum(work.messages(), sum);
        return metric.rate(work.messages(), Files.size(BeaconLog.file(folder)), nanos);
    }

    private long sum(LogReader reader, long messages) throws IOException {
        long sum = 0;
        long found = 0;
        while (found < messages && reader.next()) {
            if (reader.record() instanceof LogRecord.MessageRecord message) {
                Bytes payload = message.message().payload();
                payload.copyTo(buffer, 0);
                sum += Touch.sum(buffer, payload.length());
                found++;
            }
        }
        return sum;
    }
}
