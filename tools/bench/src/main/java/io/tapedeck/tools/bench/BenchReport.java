package io.tapedeck.tools.bench;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param rows the rows measured, in order
 * @param notes what has to be known of them: rows left out, a volume made smaller
 * @param machine what it ran on
 * @param loadBefore the machine's load average over a minute before it; negative where the system has none
 * @param loadAfter the same after it
 */
public record BenchReport(
        List<RowResult> rows, List<String> notes, Machine machine, double loadBefore, double loadAfter) {
    /** Copies the lists. */
    public BenchReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
