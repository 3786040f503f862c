package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input of a run, with what was there and what came of it. Where the input failed, the states are those just
 * before it, for a failed input leaves nothing.
 *
 * @param start how the run was started
 * @param moment the input and what came of it
 * @param states the state of each step afterwards, by step, in the order of the steps
 * @param changed the keys that the input changed, by step
 * @param timers the timers of each step then, by step
 */
public record Inspection(
        RunStart start,
        Moment moment,
        Map<String, MapValue> states,
        Map<String, List<Value>> changed,
        Map<String, List<ProcessorTimer>> timers) {
    static Optional<Inspection> of(RunFolder task, RunPosition position, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        try (Playback playback = Playback.open(task, extensions, listener)) {
            Optional<Moment> found = playback.goTo(position);
            return found.filter(moment -> isAt(position, moment.input())).isPresent()
                    ? Optional.of(of(playback))
                    : Optional.empty();
        }
    }

    /** A place may name an input that the run does not have; the playback then stands behind it. */
    static boolean isAt(RunPosition position, FedInput input) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> input.ordinal() == ordinal;
            case RunPosition.Sequence sequence -> input.message().sequence() == sequence.sequence();
            case RunPosition.FeedTime ignored -> true;
        };
    }

    /** What is there where a playback stands. */
    public static Inspection of(Playback playback) {
        Moment moment = playback.moment().orElseThrow(() -> new IllegalStateException("it stands at no input"));
        Map<String, MapValue> states = new LinkedHashMap<>();
        Map<String, List<Value>> changed = new LinkedHashMap<>();
        Map<String, List<ProcessorTimer>> timers = new LinkedHashMap<>();
        for (int i = 0; i < moment.code().size(); i++) {
            String step = moment.code().get(i).step();
            StateStore state = playback.states().get(i);
            states.put(step, Step.stateValue(state).asMap());
            changed.put(
                    step,
                    state.committedChanges().stream()
                            .filter(change -> change.key().isScalar())
                            .filter(change -> !change.before().equals(change.after()))
                            .map(StateStore.Change::key)
                            .toList());
            timers.put(step, state.timers().all());
        }
        return new Inspection(playback.start(), moment, states, changed, timers);
    }
}
