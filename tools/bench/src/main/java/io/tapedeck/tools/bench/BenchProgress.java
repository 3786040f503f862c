package io.tapedeck.tools.bench;

/** Is told how far a benchmark is. */
public interface BenchProgress {
    /** Nobody wants to know. */
    BenchProgress NONE = new BenchProgress() {
        @Override
        public void doing(String what, int row, int rows) {}

        @Override
        public void done(RowResult result, int row, int rows) {}
    };

    /** {@code what} is being done, for row {@code row} of {@code rows}. */
    void doing(String what, int row, int rows);

    /** Row {@code row} of {@code rows} is measured. */
    void done(RowResult result, int row, int rows);
}
