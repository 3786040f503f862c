package io.tapedeck.controller;

import java.io.IOException;
import java.nio.file.Path;

/** A run's log ends before its first record: the process was gone before anything was recorded. */
final class NothingRecordedException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingRecordedException(Path log) {
        super(log + " has no whole record of a run's start; the run recorded nothing");
    }
}
