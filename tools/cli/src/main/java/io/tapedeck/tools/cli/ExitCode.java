package io.tapedeck.tools.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int DONE = 0;
    /** The run failed, nothing was found, or the world refused. */
    static final int FAILED = 1;
    /** Options, a pipeline file or an expression are wrong. */
    static final int WRONG_USE = 2;
    /** Data is lost or damaged. */
    static final int DATA_LOST = 3;
    /** A replay differs from the record. */
    static final int DIFFERS = 4;

    private ExitCode() {}
}
