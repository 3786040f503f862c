package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks for the smallest set of a task's inputs after which something holds still: first leaves out messages, then
 * fields of the values of those that are left. The inputs keep their ordinals and feed times, so what the code draws for
 * one does not depend on which others are there.
 */
final class Shrinking {
    private final Extensions extensions;
    private final RunListener listener;
    private final ShrinkingProgress progress;
    private final BooleanSupplier stopRequested;
    private final RunStart start;
    private final Opening opening;
    private final Standpoint.Test goal;
    private Trial trial;
    private long tries;
    private int best = Integer.MAX_VALUE;

    /**
     * What was found.
     *
     * @param inputs the inputs, in order
     * @param fromInputs how many inputs there were
     * @param fieldsRemoved how many fields were left out of their values
     * @param tries how often inputs were fed
     * @param complete whether the search came to its end
     */
    record Found(List<RecordedInput> inputs, long fromInputs, int fieldsRemoved, long tries, boolean complete) {}

    /**
     * @param start as that of the run that the inputs are of, with the code that they are tried with
     * @param opening what that run begins with
     */
    Shrinking(
            RunStart start,
            Opening opening,
            Standpoint.Test goal,
            Extensions extensions,
            RunListener listener,
            ShrinkingProgress progress,
            BooleanSupplier stopRequested) {
        this.start = start;
        this.opening = opening;
        this.goal = goal;
        this.extensions = extensions;
        this.listener = listener;
        this.progress = progress;
        this.stopRequested = stopRequested;
        trial = newTrial(false);
    }

    private Trial newTrial(boolean afresh) {
        StepLoader loader = new StepLoader(extensions, start, step -> Duration.ZERO, listener);
        return new Trial(loader, start.code(), opening, afresh);
    }

    /**
     * Finds it.
     *
     * @param all the task's inputs
     * @return empty where it does not hold when they are all fed
     */
    Optional<Found> find(List<RecordedInput> all) throws StepLoadException {
        try {
            Optional<Found> found = search(all);
            if (found.isPresent() && !comesAgain(found.get().inputs())) {
                // The code keeps something outside its state: only what begins with fresh code tells.
                trial.close();
                trial = newTrial(true);
                return search(all);
            }
            return found;
        } catch (TrialFailedException e) {
            throw e.failure;
        } finally {
            trial.close();
        }
    }

    private boolean comesAgain(List<RecordedInput> inputs) throws StepLoadException {
        try (Trial fresh = newTrial(true)) {
            return fresh.feed(inputs, goal) > 0;
        }
    }

    private Optional<Found> search(List<RecordedInput> all) throws StepLoadException {
        best = Integer.MAX_VALUE;
        int needed = trial.feed(all, goal);
        if (needed == 0) {
            return Optional.empty();
        }
        List<RecordedInput> upToIt = all.subList(0, needed);
        RecordedInput last = upToIt.getLast();
        List<RecordedInput> before = shortestEnd(upToIt);
        List<RecordedInput> kept = new ArrayList<>(DeltaDebugging.minimize(before, some -> holds(with(some, last))));
        kept.add(last);
        trial.feed(kept, goal);
        Optional<String> error = trial.error();
        int fields = 0;
        for (int i = 0; i < kept.size(); i++) {
            fields += removeFields(kept, i, error);
        }
        return Optional.of(new Found(kept, all.size(), fields, tries, !stopRequested.getAsBoolean()));
    }

    /** The inputs before the last one that are tried at all: most failures need but what is near. */
    private List<RecordedInput> shortestEnd(List<RecordedInput> inputs) {
        int size = inputs.size();
        for (long count = 1; count < size; count *= 8) {
            List<RecordedInput> end = inputs.subList(size - (int) count, size);
            if (holds(end)) {
                return end.subList(0, end.size() - 1);
            }
        }
        return inputs.subList(0, size - 1);
    }

    private static List<RecordedInput> with(List<RecordedInput> inputs, RecordedInput last) {
        List<RecordedInput> all = new ArrayList<>(inputs);
        all.add(last);
        return all;
    }

    private boolean holds(List<RecordedInput> inputs) {
        return holds(inputs, Optional.empty());
    }

    /** @param error the very words of the error that has to come, where that is asked for */
    private boolean holds(List<RecordedInput> inputs, Optional<String> error) {
        if (stopRequested.getAsBoolean()) {
            return false; // what was found so far is kept
        }
        tries++;
        try {
            boolean holds =
                    trial.feed(inputs, goal) == inputs.size() && (error.isEmpty() || error.equals(trial.error()));
            best = holds ? Math.min(best, inputs.size()) : best;
            progress.tried(tries, best);
            return holds;
        } catch (StepLoadException e) {
            throw new TrialFailedException(e);
        }
    }

    /**
     * Leaves out what is not needed of the value of one input. Without a field that it looks for, code may fail at the
     * same line for that, so here the error has to be the same word for word. Returns how many fields were left out.
     */
    private int removeFields(List<RecordedInput> inputs, int index, Optional<String> error) {
        RecordedInput whole = inputs.get(index);
        Optional<MapValue> value = fields(whole.input().message());
        if (value.isEmpty()) {
            return 0;
        }
        List<Value> keys = List.copyOf(value.get().entries().keySet());
        List<Value> needed = DeltaDebugging.minimize(keys, some -> {
            List<RecordedInput> others = new ArrayList<>(inputs);
            others.set(index, withFields(whole, value.get(), some));
            return holds(others, error);
        });
        if (needed.size() < keys.size()) {
            inputs.set(index, withFields(whole, value.get(), needed));
        }
        return keys.size() - needed.size();
    }

    private static Optional<MapValue> fields(EncodedMessage message) {
        if (message.encoding() != PayloadEncoding.JSON && message.encoding() != PayloadEncoding.VALUE) {
            return Optional.empty();
        }
        try {
            return new PayloadDecoder().decode(message) instanceof MapValue map ? Optional.of(map) : Optional.empty();
        } catch (EncodingException e) {
            return Optional.empty();
        }
    }

    private static RecordedInput withFields(RecordedInput input, MapValue value, List<Value> keys) {
        MapValue.Builder some = MapValue.builder();
        keys.forEach(key -> some.put(key, value.get(key)));
        EncodedMessage message = input.input().message();
        return input.withMessage(new EncodedMessage(
                message.stream(),
                message.shard(),
                message.sequence(),
                message.timeNanos(),
                message.key(),
                message.headers(),
                message.encoding(),
                encode(some.build(), message.encoding())));
    }

    private static Bytes encode(Value value, PayloadEncoding encoding) {
        try {
            return encoding == PayloadEncoding.JSON ? new JsonCodec().encode(value) : ValueEncoder.encode(value);
        } catch (EncodingException e) {
            throw new IllegalStateException("what was read from JSON can be written as such", e);
        }
    }

    /** Takes an exception through the search. */
    private static final class TrialFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient StepLoadException failure;

        private TrialFailedException(StepLoadException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** All inputs of a task. */
    static List<RecordedInput> inputs(RunFolder task, Extensions extensions) throws IOException {
        List<RecordedInput> inputs = new ArrayList<>();
        long bytes = 0;
        try (RunLogReader log = RunLogReader.open(task.log());
                LogIngress ingress = new LogIngress(log, extensions)) {
            while (ingress.next(Duration.ZERO) instanceof Ingress.Fed(FedInput input)) {
                inputs.add(ingress.current());
                bytes += input.message().payload().length();
                if (bytes > Runtime.getRuntime().maxMemory() / 4) {
                    throw new IOException("the inputs of " + task.path() + " do not fit in memory, as they must to be"
                            + " tried again and again; give more of it, as in TAPEDECK_JAVA_OPTS=-Xmx16g");
                }
            }
        }
        return inputs;
    }
}
