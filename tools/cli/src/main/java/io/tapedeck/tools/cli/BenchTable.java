package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.Machine;
import io.tapedeck.tools.bench.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A benchmark's report as people read it: rows below what they have in common, the machine at the end. */
final class BenchTable {
    private static final int RATIOS_MAX = 6;

    private BenchTable() {}

    static List<String> lines(BenchReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(Screen.dim(line("", "ours", "peer", "volume", "ratio", "target", "  pair by pair")));
        String heading = "";
        for (RowResult row : report.rows()) {
            if (!heading(row).equals(heading)) {
                heading = heading(row);
                lines.add(heading);
            }
            lines.add(line(row));
        }
        lines.add("");
        lines.add(summary(report));
        report.notes().forEach(note -> lines.add("note: " + note));
        lines.addAll(machine(report));
        return lines;
    }

    private static String heading(RowResult row) {
        return Screen.bold(row.work()) + ", against " + row.peer() + ", durability "
                + row.durability().word() + ", " + row.metric().unit();
    }

    private static String line(RowResult row) {
        return line(
                row.variant(),
                figure(row.ours()),
                figure(row.peerFigure()),
                Format.bytes(row.volumeBytes()),
                ratio(row.ratioMedian()),
                row.target().isPresent() ? ratio(row.target().getAsDouble()) : "–",
                (row.target().isEmpty() ? " " : row.shortOfTarget() ? Screen.red("✗") : Screen.green("✓")) + " "
                        + pairs(row));
    }

    private static String line(
            String variant, String ours, String peer, String volume, String ratio, String target, String pairs) {
        return String.format(
                        Locale.ROOT,
                        "  %7s  %8s  %8s  %8s  %6s  %6s %s",
                        variant,
                        ours,
                        peer,
                        volume,
                        ratio,
                        target,
                        pairs)
                .stripTrailing();
    }

    private static String pairs(RowResult row) {
        String shown =
                row.ratios().stream().limit(RATIOS_MAX).map(BenchTable::ratio).collect(Collectors.joining(" "));
        return row.ratios().size() <= RATIOS_MAX ? shown : shown + " …";
    }

    /** A ratio in at most five characters: with three digits, or all before the point. */
    static String ratio(double ratio) {
        String format = ratio < 9.995 ? "%.2f" : ratio < 99.95 ? "%.1f" : ratio < 99_999.5 ? "%.0f" : "%.0e";
        return String.format(Locale.ROOT, format, ratio);
    }

    /** A figure with three digits: 9.22 M, 875 k, 12.3. */
    private static String figure(double figure) {
        if (figure >= 999_500) {
            return ratio(figure / 1e6) + " M";
        }
        return figure >= 9_995 ? ratio(figure / 1e3) + " k" : ratio(figure);
    }

    private static String summary(BenchReport report) {
        long targets =
                report.rows().stream().filter(row -> row.target().isPresent()).count();
        long missed = report.rows().stream().filter(RowResult::shortOfTarget).count();
        return (targets - missed) + " of " + Format.count(targets, "target")
                + " reached. A ratio says how many times better ours is; median of the pairs.";
    }

    private static List<String> machine(BenchReport report) {
        Machine machine = report.machine();
        return List.of(
                machine.cpu() + ", " + Format.count(machine.cores(), "core") + ", "
                        + Format.bytes(machine.memoryBytes()) + ", heap " + Format.bytes(machine.heapBytes()),
                machine.jdk(),
                machine.kernel() + ", " + machine.fileSystem() + ", load " + load(report.loadBefore()) + " before, "
                        + load(report.loadAfter()) + " after");
    }

    private static String load(double load) {
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }
}
