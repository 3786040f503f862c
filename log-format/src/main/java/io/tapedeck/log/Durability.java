package io.tapedeck.log;

import java.util.Locale;

/** What must not be able to undo a write. */
public enum Durability {
    /** The end of the process; a power loss may. */
    OS(0),
    /** A power loss. */
    FSYNC(1);

    private final int number;

    Durability(int number) {
        this.number = number;
    }

    /** The number in the log. */
    int number() {
        return number;
    }

    /** The durability of a number from the log. */
    static Durability ofNumber(int number) {
        return number == FSYNC.number ? FSYNC : OS;
    }

    /** The word in a pipeline file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
