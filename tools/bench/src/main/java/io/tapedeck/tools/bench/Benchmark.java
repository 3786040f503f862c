package io.tapedeck.tools.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Measures the rows of a benchmark one after the other, in this process. Each gets a part of the time that is left;
 * what does not fit is made smaller, and said; what cannot be started is left out, and said.
 */
final class Benchmark {
    /** A measurement writes at most this part of the memory, so that the disk is not what is measured. */
    private static final long MEMORY_DIVISOR = 8;

    private final BenchFolder folder;
    private final Limit limit;
    private final BenchSettings settings;
    private final BenchProgress progress;
    private final List<RowResult> results = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Benchmark(BenchFolder folder, Limit limit, BenchSettings settings, BenchProgress progress) {
        this.folder = folder;
        this.limit = limit;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs a benchmark.
     *
     * @param comparisons makes the rows, given how much there is to do
     * @param parent a folder on the disk to measure; a hidden folder is made in it, and gone afterwards
     * @param settings how much to do
     * @param progress is told how far it is
     * @throws InterruptedIOException where the process was told to end
     * @throws IOException where the disk is too full, or fails
     */
    static BenchReport run(
            Function<BenchSettings, List<Comparison>> comparisons,
            Path parent,
            BenchSettings settings,
            BenchProgress progress)
            throws IOException {
        double loadBefore = Machine.load();
        BenchSettings fitting = settings.withVolume(
                Math.clamp(Machine.availableMemoryBytes() / MEMORY_DIVISOR, 1, settings.volumeBytes()));
        BenchFolder.checkFree(parent, fitting.diskBytes());
        List<Comparison> all = comparisons.apply(fitting);
        List<Comparison> rows = all.stream()
                .filter(row -> row.subject().name().contains(settings.rows()))
                .toList();
        Limit limit = Limit.of(settings.limit().multipliedBy(weight(rows)).dividedBy(weight(all)));
        try (BenchFolder folder = BenchFolder.create(parent, limit)) {
            Benchmark benchmark = new Benchmark(folder, limit, fitting, progress);
            if (fitting.volumeBytes() < settings.volumeBytes()) {
                benchmark.notes.add(String.format(
                        Locale.ROOT,
                        "memory is short: each side writes at most %,d MiB, not %,d",
                        fitting.volumeBytes() >> 20,
                        settings.volumeBytes() >> 20));
            }
            benchmark.measure(rows);
            return new BenchReport(
                    benchmark.results,
                    List.copyOf(benchmark.notes),
                    Machine.of(folder.path()),
                    loadBefore,
                    Machine.load());
        } catch (Limit.ReachedException e) {
            throw new InterruptedIOException("the benchmark was stopped; what it wrote is deleted");
        }
    }

    private void measure(List<Comparison> rows) throws IOException {
        load(rows);
        int weightLeft = weight(rows);
        for (int i = 0; i < rows.size(); i++) {
            Comparison row = rows.get(i);
            measure(row, limit.leftNanos() / weightLeft * row.weight(), i + 1, rows.size());
            weightLeft -= row.weight();
        }
    }

    private static int weight(List<Comparison> rows) {
        return rows.stream().mapToInt(Comparison::weight).sum();
    }

    /** Lets each kind of row run once, for the first ones would pay for the classes that all use. */
    private void load(List<Comparison> rows) throws IOException {
        Set<String> seen = new HashSet<>();
        Pairing pairing =
                new Pairing(folder, limit, 1, () -> progress.doing("loading both sides", 0, rows.size()), note -> {});
        for (Comparison row : rows) {
            Comparison.Subject subject = row.subject();
            if (!row.whole() && seen.add(subject.work() + " " + subject.peer())) {
                loadUnlessMissing(pairing, row);
            }
        }
    }

    /** What cannot be started is said when it is to be measured. */
    private static void loadUnlessMissing(Pairing pairing, Comparison row) throws IOException {
        try {
            pairing.load(row);
        } catch (CannotStartException e) {
            return;
        }
    }

    private void measure(Comparison row, long shareNanos, int number, int rows) throws IOException {
        String name = row.subject().name();
        Pairing pairing =
                new Pairing(folder, limit, settings.pairs(), () -> progress.doing(name, number, rows), notes::add);
        Optional<RowResult> result;
        try {
            result = pairing.measure(row, shareNanos);
        } catch (CannotStartException e) {
            notes.add("left out, for " + e.getMessage() + ": " + name);
            return;
        }
        if (result.isEmpty()) {
            notes.add("left out, for the time was up: " + name);
            return;
        }
        results.add(result.get());
        int pairs = result.get().pairs().size();
        if (pairs < settings.pairs()) {
            notes.add(name + ": time for " + pairs + " of " + settings.pairs() + " pairs");
        }
        progress.done(result.get(), number, rows);
    }
}
