package io.tapedeck.tools.cli;

import io.tapedeck.controller.CodeLine;
import io.tapedeck.controller.Divergence;
import io.tapedeck.controller.Fingerprint;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A difference of a replay from the record, as one reads it at night: where, what, and what is likely behind it. */
final class DivergenceReport {
    private static final int ROWS_MAX = 12;
    private static final int LABEL_WIDTH = 11;
    private static final int VALUE_WIDTH = 38;
    private static final String NOTHING = "–";

    private final List<String> lines = new ArrayList<>();
    private int rows;

    private DivergenceReport() {}

    /** The report; the position is the input's, as people write it. */
    static String of(String position, Divergence divergence) {
        DivergenceReport report = new DivergenceReport();
        report.lines.add(Screen.red("✗") + " differs at input " + position + " ("
                + divergence.place() + ", fed " + Format.time(divergence.feedTimeNanos()) + "), step \""
                + divergence.step() + "\"");
        report.values(divergence.recorded(), divergence.replayed());
        report.writes(divergence.writes());
        report.line("likely", divergence.cause());
        divergence.suspects().forEach(report::suspect);
        if (!divergence.sourcePosition().isNull()) {
            report.line("source", "goes on after it at " + Format.value(divergence.sourcePosition(), VALUE_WIDTH * 2));
        }
        divergence.environment().ifPresent(report::environment);
        return String.join("\n", report.lines);
    }

    /** What differs, field by field: the outputs each by itself, or what else was compared. */
    private void values(Value recorded, Value replayed) {
        if (!(recorded instanceof ListValue one) || !(replayed instanceof ListValue other)) {
            lines.add(columns("", "recorded", "replayed"));
            fields("", recorded, replayed);
        } else {
            int count = Math.max(one.asList().size(), other.asList().size());
            for (int i = 0; i < count && rows <= ROWS_MAX; i++) {
                output(i, at(one, i), at(other, i));
            }
        }
        if (rows > ROWS_MAX) {
            lines.add("    … and more; --json shows all");
        }
    }

    private void output(int index, Value recorded, Value replayed) {
        if (!recorded.equals(replayed)) {
            lines.add(columns("output " + (index + 1), "recorded", "replayed"));
            fields("", recorded, replayed);
        }
    }

    private static Value at(ListValue values, int index) {
        return index < values.asList().size() ? values.asList().get(index) : Value.NULL;
    }

    private void fields(String path, Value recorded, Value replayed) {
        if (recorded.equals(replayed)) {
            return;
        }
        if (recorded instanceof MapValue one && replayed instanceof MapValue other) {
            Set<Value> keys = new LinkedHashSet<>(one.entries().keySet());
            keys.addAll(other.entries().keySet());
            keys.forEach(key -> fields(path + "." + Format.key(key), one.get(key), other.get(key)));
            if (one.entries().equals(other.entries())) {
                row(path, recorded, replayed); // the same in another order
            }
        } else {
            row(path, recorded, replayed);
        }
    }

    private void row(String path, Value recorded, Value replayed) {
        if (rows++ < ROWS_MAX) {
            lines.add(columns("  " + path, shown(recorded), shown(replayed)));
        }
    }

    private static String shown(Value value) {
        return value.isNull() ? NOTHING : Format.value(value, VALUE_WIDTH);
    }

    private static String columns(String label, String recorded, String replayed) {
        return String.format(
                        Locale.ROOT, "  %-" + LABEL_WIDTH + "s %-" + VALUE_WIDTH + "s %s", label, recorded, replayed)
                .stripTrailing();
    }

    private void writes(List<StateStore.Change> writes) {
        if (!writes.isEmpty()) {
            String shown = writes.stream()
                    .limit(3)
                    .map(write ->
                            Format.key(write.key()) + "  " + shown(write.before()) + "  →  " + shown(write.after()))
                    .collect(Collectors.joining(",  "));
            line("state", "the replay wrote " + shown + (writes.size() > 3 ? ", …" : ""));
        }
    }

    private void suspect(CodeLine suspect) {
        String text = suspect.text();
        String shown = text.length() > VALUE_WIDTH * 2 ? text.substring(0, VALUE_WIDTH * 2) + "…" : text;
        line("", suspect.file() + ":" + suspect.line() + "  " + Screen.dim(shown));
    }

    private void environment(Fingerprint.Differences environment) {
        if (!environment.mismatches().isEmpty()) {
            line("environment", joined(environment.mismatches()) + " (must match)");
        }
        String same = environment.mismatches().isEmpty() ? "same Tapedeck, JDK, languages and code" : "";
        if (!environment.noted().isEmpty()) {
            line(
                    "environment",
                    (same.isEmpty() ? "" : same + "; ") + joined(environment.noted()) + " (noted, should not matter)");
        } else if (!same.isEmpty()) {
            line("environment", same);
        }
    }

    private static String joined(List<Fingerprint.Difference> differences) {
        return differences.stream().map(DivergenceReport::told).collect(Collectors.joining(", "));
    }

    private static String told(Fingerprint.Difference difference) {
        boolean bytes = difference.name().endsWith("_bytes");
        return difference.name().replace("_bytes", "").replace('_', ' ') + " "
                + (bytes ? Format.bytes(difference.recorded().asLong()) : Format.value(difference.recorded(), 30))
                + " → "
                + (bytes ? Format.bytes(difference.here().asLong()) : Format.value(difference.here(), 30));
    }

    private void line(String label, String text) {
        lines.add(String.format(Locale.ROOT, "  %-" + LABEL_WIDTH + "s %s", label, text));
    }
}
