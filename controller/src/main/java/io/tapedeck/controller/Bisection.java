package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The first input of a task after which something holds.
 *
 * @param at the input, with the state behind it
 * @param before the state of each step before it, by step
 * @param looked how many inputs were looked at
 */
public record Bisection(Inspection at, Map<String, MapValue> before, long looked) {
    /** Fewer inputs than these are looked at one by one: another jump would not be faster. */
    private static final long SCANNED_MAX = 2_000;

    /**
     * Finds it by halves: right where what holds once holds from there on. The input before the answer is looked at too.
     *
     * @return empty where it does not hold at the last input
     */
    static Optional<Bisection> byHalves(Playback playback, Standpoint.Test test)
            throws IOException, StepLoadException, DivergenceException {
        Search search = new Search(playback, test);
        return search.holdsAt(playback.last()) ? Optional.of(search.firstUpToHere()) : Optional.empty();
    }

    /**
     * Finds it by looking at every input from the first.
     *
     * @return empty where it holds at none
     */
    static Optional<Bisection> byScan(Playback playback, Standpoint.Test test, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        Search search = new Search(playback, test);
        Optional<Moment> at = playback.goTo(0);
        while (at.isPresent() && !search.holdsHere()) {
            listener.progress(search.looked, 0);
            at = playback.next();
        }
        return at.isPresent() ? Optional.of(search.answer()) : Optional.empty();
    }

    /** The looking. */
    private static final class Search {
        private final Playback playback;
        private final Standpoint.Test test;
        private long looked;

        private Search(Playback playback, Standpoint.Test test) {
            this.playback = playback;
            this.test = test;
        }

        private boolean holdsHere() {
            looked++;
            return test.holds(playback);
        }

        private boolean holdsAt(long ordinal) throws IOException, StepLoadException, DivergenceException {
            return playback.goTo(ordinal).isPresent() && holdsHere();
        }

        private long here() {
            return playback.moment().orElseThrow().input().ordinal();
        }

        /** The first one up to where the playback stands, where it holds. */
        private Bisection firstUpToHere() throws IOException, StepLoadException, DivergenceException {
            long holds = here();
            long holdsNot = 0; // before all inputs, for all that is known
            while (holds - holdsNot > SCANNED_MAX) {
                boolean half = holdsAt(holdsNot + (holds - holdsNot) / 2);
                if (here() >= holds) { // none between: the rest were left out of this run
                    break;
                }
                holdsNot = half ? holdsNot : here();
                holds = half ? here() : holds;
            }
            playback.goTo(holdsNot + 1);
            while (!holdsHere()) {
                playback.next();
            }
            return answer();
        }

        private Bisection answer() throws IOException, StepLoadException, DivergenceException {
            Inspection at = Inspection.of(playback);
            Optional<Moment> before = playback.back();
            return new Bisection(
                    at, before.isPresent() ? Inspection.of(playback).states() : Map.of(), looked);
        }
    }
}
