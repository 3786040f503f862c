package io.tapedeck.controller;

import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds inputs of a run to its code, from the state before them, as often as it is asked to, and looks for something. Nothing is
 * recorded, and nothing is sent anywhere.
 */
final class Trial implements Standpoint, AutoCloseable {
    private final StepLoader loader;
    private final List<ProcessorCode> code;
    private final Opening opening;
    private final boolean afresh;
    private final CollectingEgress egress = new CollectingEgress();
    private final EdgeValues edges = new EdgeValues();
    private List<StateStore> states = List.of();
    private Optional<StepChain> chain = Optional.empty();
    private Optional<Moment> moment = Optional.empty();

    /**
     * @param opening what the inputs are fed to
     * @param afresh whether the code is loaded anew each time, for code that keeps something outside its state
     */
    Trial(StepLoader loader, List<ProcessorCode> code, Opening opening, boolean afresh) {
        this.loader = loader;
        this.code = code;
        this.opening = opening;
        this.afresh = afresh;
    }

    /**
     * Feeds inputs until something holds, or the code fails.
     *
     * @return how many were fed when it held; 0 where it never did
     */
    int feed(List<RecordedInput> inputs, Test wanted) throws StepLoadException {
        StepChain steps = chain();
        List<List<StateStore.Reversal>> written = new ArrayList<>();
        try {
            for (RecordedInput recorded : inputs) {
                boolean failed = !process(steps, recorded);
                written.add(states.stream().map(StateStore::reversal).toList());
                if (wanted.holds(this)) {
                    return written.size();
                }
                if (failed) {
                    return 0;
                }
            }
            return 0;
        } finally {
            takeBack(written);
        }
    }

    private StepChain chain() throws StepLoadException {
        if (afresh) {
            close();
        }
        if (chain.isEmpty()) {
            states = opening.fresh();
            chain = Optional.of(loader.load(code, states, new TaskClock()));
        }
        return chain.get();
    }

    private boolean process(StepChain steps, RecordedInput recorded) {
        egress.clear();
        edges.listen(code);
        steps.watch(edges);
        Optional<Failure> failure = Optional.empty();
        try {
            egress.release(
                    recorded.input(),
                    steps.process(
                            recorded.input(),
                            /* isKept= */ false,
                            recorded::decision,
                            egress::encode,
                            new RecordedEffects(recorded.effects(), Map.of())));
        } catch (InputFailedException e) {
            failure = Optional.of(e.failure());
        }
        moment = Optional.of(Moment.of(
                recorded,
                edges,
                egress,
                failure.or(() -> egress.outcome()
                        .flatMap(outcome -> outcome.passedOver().stream().findFirst())),
                code));
        return failure.isEmpty();
    }

    private void takeBack(List<List<StateStore.Reversal>> written) {
        for (List<StateStore.Reversal> reversals : written.reversed()) {
            for (int i = 0; i < states.size(); i++) {
                states.get(i).revert(reversals.get(i));
            }
        }
    }

    /** The error of the input that was fed last, if it failed. */
    Optional<String> error() {
        return moment.flatMap(Moment::failure).map(Failure::error);
    }

    @Override
    public Optional<Moment> moment() {
        return moment;
    }

    @Override
    public Optional<StateStore> state(String step) {
        return CodeValues.ofStep(step, code, states);
    }

    @Override
    public void close() {
        chain.ifPresent(StepChain::close);
        chain = Optional.empty();
    }
}
