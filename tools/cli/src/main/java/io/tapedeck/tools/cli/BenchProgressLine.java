package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.BenchProgress;
import io.tapedeck.tools.bench.RowResult;

/** Shows how far a benchmark is: a line rewritten in place on a terminal, a line for each row elsewhere. */
final class BenchProgressLine implements BenchProgress {
    private final long startNanos = System.nanoTime();

    @Override
    public void doing(String what, int row, int rows) {
        Screen.progress(head(row, rows) + what);
    }

    @Override
    public void done(RowResult result, int row, int rows) {
        if (!Screen.progressIsSeen()) {
            Screen.warn(head(row, rows) + result.name() + "  " + BenchTable.ratio(result.ratioMedian()));
        }
    }

    private String head(int row, int rows) {
        return row + " of " + rows + "  " + Format.seconds(System.nanoTime() - startNanos) + "  ";
    }
}
