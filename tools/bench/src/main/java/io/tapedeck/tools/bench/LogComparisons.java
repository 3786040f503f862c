package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The rows of the beacon log's benchmark. */
final class LogComparisons {
    private static final int[] SIZES = {64, 256, 1024, 16 * 1024};
    private static final double[] BUFFERED_TARGETS = {3, 2.5, 1.8, 1};
    private static final double[] VISIBLE_TARGETS = {1.2, 1.2, 1.2, 1};
    private static final double[] KAFKA_TARGETS = {2, 1.8, 1.6, 1.2};
    private static final double[] CHANNEL_TARGETS = {0.5, 0.7, 0.8, 0.8};
    private static final double SCAN_TARGET = 1;
    private static final double VERIFY_TARGET = 0.8;
    private static final double SEEK_TARGET = 20;
    private static final double GROWING_SEEK_TARGET = 0.5;

    /** The payload of the messages that are searched. */
    static final int SEEK_PAYLOAD_BYTES = 100;

    private static final int USUAL = 2;
    private static final int USUAL_BYTES = SIZES[USUAL];
    private static final int[] GROUPS = {1_000, 100};
    private static final String SELF = "ours again";
    private static final String SEALED = "our sealed file";
    private static final String SCAN = "our scan";
    /** The parts of the time that rows of the sizes take: small messages are many. */
    private static final int[] WEIGHTS = {4, 2, 1, 1};

    private static final int SEEK_WEIGHT = 3;

    private final BenchSettings settings;
    private final List<Comparison> rows = new ArrayList<>();

    private LogComparisons(BenchSettings settings) {
        this.settings = settings;
    }

    static List<Comparison> of(BenchSettings settings) {
        LogComparisons all = new LogComparisons(settings);
        for (int i = 0; i < SIZES.length; i++) {
            all.addBuffered(i);
        }
        for (int i = 0; i < SIZES.length; i++) {
            all.addVisible(i);
        }
        for (int i = 0; i < SIZES.length; i++) {
            all.addKafka(i);
        }
        for (int i = 0; i < SIZES.length; i++) {
            all.addChannel(i);
        }
        for (int i = 0; i < SIZES.length; i++) {
            all.addScan(i);
        }
        all.addSeek();
        all.addGrowingSeek();
        for (int i = 0; i < SIZES.length; i++) {
            all.addVerify(i);
        }
        for (int group : GROUPS) {
            all.addGrouped(group);
        }
        all.addNoise();
        return all.rows;
    }

    private void addBuffered(int i) {
        Flushing flushing = new Flushing.AtEnd();
        add(
                i,
                subject("append, buffered", i, ChronicleQueues.NAME, Metric.MESSAGES, BUFFERED_TARGETS[i]),
                () -> appends(SIZES[i], flushing));
    }

    private void addVisible(int i) {
        Flushing flushing = new Flushing.EachVisible();
        add(
                i,
                subject("append, each visible", i, ChronicleQueues.NAME, Metric.MESSAGES, VISIBLE_TARGETS[i]),
                () -> appends(SIZES[i], flushing));
    }

    private static Comparison.Arms appends(int bytes, Flushing flushing) {
        Payloads payloads = new Payloads(bytes);
        return new Comparison.Arms(
                new BeaconAppend(payloads, Metric.MESSAGES, flushing), new ChronicleAppend(payloads, flushing));
    }

    private void addKafka(int i) {
        add(i, subject("append, buffered", i, KafkaAppend.NAME, Metric.MESSAGES, KAFKA_TARGETS[i]), () -> {
            Payloads payloads = new Payloads(SIZES[i]);
            return new Comparison.Arms(
                    new BeaconAppend(payloads, Metric.MESSAGES, new Flushing.AtEnd()), new KafkaAppend(payloads));
        });
    }

    private void addChannel(int i) {
        add(i, subject("append, buffered", i, ChannelWrite.NAME, Metric.MEGABYTES, CHANNEL_TARGETS[i]), () -> {
            BeaconAppend ours = new BeaconAppend(new Payloads(SIZES[i]), Metric.MEGABYTES, new Flushing.AtEnd());
            return new Comparison.Arms(ours, new ChannelWrite(ours::fileBytes));
        });
    }

    private void addScan(int i) {
        add(i, subject("scan, checksums verified", i, ChronicleQueues.NAME, Metric.MESSAGES, SCAN_TARGET), () -> {
            Payloads payloads = new Payloads(SIZES[i]);
            return new Comparison.Arms(
                    new BeaconScan(payloads, Metric.MESSAGES, SIZES[i]), new ChronicleScan(payloads));
        });
    }

    private void addVerify(int i) {
        add(i, subject("verify", i, SCAN, Metric.MEGABYTES, VERIFY_TARGET), () -> {
            Payloads payloads = new Payloads(SIZES[i]);
            return new Comparison.Arms(
                    new BeaconVerify(payloads), new BeaconScan(payloads, Metric.MEGABYTES, SIZES[i]));
        });
    }

    private void addSeek() {
        Seeks seeks = new Seeks(settings.seeks());
        addSeek(seekSubject("seek by feed time", ChronicleQueues.NAME, SEEK_TARGET), () -> {
            Payloads payloads = new Payloads(SEEK_PAYLOAD_BYTES);
            return new Comparison.Arms(
                    new BeaconSeek(payloads, seeks), new ChronicleSeek(payloads, SEEK_PAYLOAD_BYTES, seeks));
        });
    }

    private void addGrowingSeek() {
        Seeks seeks = new Seeks(settings.seeks());
        addSeek(seekSubject("seek while appended to, 100,000/s", SEALED, GROWING_SEEK_TARGET), () -> {
            Payloads payloads = new Payloads(SEEK_PAYLOAD_BYTES);
            return new Comparison.Arms(new GrowingBeaconSeek(payloads, seeks), new BeaconSeek(payloads, seeks));
        });
    }

    /** Ours against ours: how far from 1 a ratio is by chance. */
    private void addNoise() {
        add(USUAL, noise("noise of append, buffered"), () -> {
            Payloads payloads = new Payloads(USUAL_BYTES);
            Flushing flushing = new Flushing.AtEnd();
            return new Comparison.Arms(
                    new BeaconAppend(payloads, Metric.MESSAGES, flushing),
                    new BeaconAppend(payloads, Metric.MESSAGES, flushing));
        });
        add(USUAL, noise("noise of scan"), () -> {
            Payloads payloads = new Payloads(USUAL_BYTES);
            return new Comparison.Arms(
                    new BeaconScan(payloads, Metric.MESSAGES, USUAL_BYTES),
                    new BeaconScan(payloads, Metric.MESSAGES, USUAL_BYTES));
        });
    }

    private void addGrouped(int group) {
        Flushing flushing = new Flushing.Grouped(group);
        Comparison.Subject subject = new Comparison.Subject(
                String.format(Locale.ROOT, "append, sync every %,d messages", group),
                size(USUAL_BYTES),
                ChronicleQueues.NAME,
                Metric.MESSAGES,
                flushing.durability(),
                USUAL_BYTES,
                OptionalDouble.empty());
        add(USUAL, subject, () -> appends(USUAL_BYTES, flushing));
    }

    private void add(int i, Comparison.Subject subject, Supplier<Comparison.Arms> arms) {
        long messages = Math.max(1, settings.volumeBytes() / subject.payloadBytes());
        rows.add(new Comparison(subject, arms, messages, WEIGHTS[i]));
    }

    private void addSeek(Comparison.Subject subject, Supplier<Comparison.Arms> arms) {
        rows.add(new Comparison(subject, arms, settings.seekMessages(), SEEK_WEIGHT));
    }

    private static Comparison.Subject subject(String work, int i, String peer, Metric metric, double target) {
        return new Comparison.Subject(
                work, size(SIZES[i]), peer, metric, Durability.OS, SIZES[i], OptionalDouble.of(target));
    }

    private static Comparison.Subject seekSubject(String work, String peer, double target) {
        return new Comparison.Subject(
                work,
                size(SEEK_PAYLOAD_BYTES),
                peer,
                Metric.MICROSECONDS,
                Durability.OS,
                SEEK_PAYLOAD_BYTES,
                OptionalDouble.of(target));
    }

    private static Comparison.Subject noise(String work) {
        return new Comparison.Subject(
                work, size(USUAL_BYTES), SELF, Metric.MESSAGES, Durability.OS, USUAL_BYTES, OptionalDouble.empty());
    }

    private static String size(int bytes) {
        return bytes < 1024 ? bytes + " B" : bytes / 1024 + " KiB";
    }
}
