package io.tapedeck.tools.bench;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.MessageView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a beacon log from its start to its end, and of each message, its checksum verified, the fields and a view of the
 * payload. Nothing is copied out: the checksum has read every byte already.
 */
final class BeaconScan implements Arm {
    private final Payloads payloads;
    private final Metric metric;
    private final int payloadBytes;
    private Path folder = Path.of("");

    BeaconScan(Payloads payloads, Metric metric, int payloadBytes) {
        this.payloads = payloads;
        this.metric = metric;
        this.payloadBytes = payloadBytes;
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
        check(work.messages(), sum);
        return metric.rate(work.messages(), Files.size(BeaconLog.file(folder)), nanos);
    }

    /** The sequences and lengths of the messages, summed; where a time is not the one written, another number. */
    private static long sum(LogReader reader, long messages) throws IOException {
        long sum = 0;
        long found = 0;
        while (found < messages && reader.next()) {
            Optional<MessageView> here = reader.message();
            if (here.isPresent()) {
                MessageView message = here.get();
                sum += message.sequence() + message.payload().length();
                sum += message.timeNanos() - BeaconLog.timeNanos(message.sequence());
                found++;
            }
        }
        return sum;
    }

    private void check(long messages, long sum) {
        if (sum != messages * (messages + 1) / 2 + messages * payloadBytes) {
            throw new IllegalStateException("other messages were read than were written");
        }
    }

    @Override
    public Optional<String> note() {
        return Optional.of("scan: ours verifies each record's checksum, which reads every byte, and reads the message's"
                + " fields in place; " + ChronicleQueues.NAME + ", which has no checksum, sums every byte in its mapped"
                + " file");
    }
}
