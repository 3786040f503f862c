package io.tapedeck.log.seastreamer;

/** Ends the reading of a message or beacon that is none; caught where reading began, never seen outside. */
final class Flaw extends Exception {
    private static final long serialVersionUID = 1L;

    private final SeaStreamerDamage.Kind kind;

    Flaw(SeaStreamerDamage.Kind kind) {
        super(kind.words(), null, false, false);
        this.kind = kind;
    }

    SeaStreamerDamage.Kind kind() {
        return kind;
    }
}
