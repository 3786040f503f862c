package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Times;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A run of the few inputs of another one that matter.
 *
 * @param start how it was started
 * @param folder where it is
 * @param messages its inputs, in order
 * @param ordinals their ordinals, as in the run that they are of
 * @param fromInputs how many inputs that one has
 * @param fieldsRemoved how many fields were left out of the values
 * @param tries how often inputs were fed to find them
 * @param complete whether the search came to its end: no single input could be left out
 * @param failure what it fails by, if it does
 */
public record ShrunkRun(
        RunStart start,
        RunFolder folder,
        List<RecordedMessage> messages,
        List<Long> ordinals,
        long fromInputs,
        int fieldsRemoved,
        long tries,
        boolean complete,
        Optional<Failure> failure) {
    /** Copies the lists. */
    public ShrunkRun {
        messages = List.copyOf(messages);
        ordinals = List.copyOf(ordinals);
    }

    /**
     * Shrinks a task of a run, and records what is left as a run.
     *
     * @param wanted what has to hold; empty for the failure that stopped the run
     * @return empty where that never holds
     */
    static Optional<ShrunkRun> of(
            RunFolder task,
            Optional<Standpoint.Test> wanted,
            RunStore store,
            Extensions extensions,
            RunListener listener,
            ShrinkingProgress progress,
            BooleanSupplier stopRequested)
            throws IOException, StepLoadException {
        List<RecordedInput> inputs = Shrinking.inputs(task, extensions);
        Standpoint.Test goal = wanted.isPresent() ? wanted.get() : sameFailure(task, inputs);
        RunStart of = task.start().withCode(CodeValues.inForce(task));
        Opening opening = Opening.of(task);
        Optional<Shrinking.Found> found =
                new Shrinking(of, opening, goal, extensions, listener, progress, stopRequested).find(inputs);
        return found.isPresent()
                ? Optional.of(record(of, opening, found.get(), store, extensions, listener))
                : Optional.empty();
    }

    /** The failure that a task ended by: the same kind of error of the same step, at the same line. */
    private static Standpoint.Test sameFailure(RunFolder task, List<RecordedInput> inputs) throws IOException {
        RunStart start = task.start();
        if (inputs.isEmpty()
                || inputs.getLast().outcome().isPresent()
                || inputs.getLast().stopped().isEmpty()) {
            throw new IOException("run " + start.id() + " did not fail at an input, so there is nothing to shrink it"
                    + " to; --when EXPRESSION says what is looked for");
        }
        Failure failure = inputs.getLast().stopped().get();
        if (failure.kind().isOfLiveRun()) {
            throw new IOException("run " + start.id() + " failed by something of its own time (" + failure.error()
                    + "), which does not come again when inputs are fed again");
        }
        return place -> place.moment()
                .flatMap(Moment::failure)
                .filter(now -> isSame(failure, now))
                .isPresent();
    }

    static boolean isSame(Failure before, Failure now) {
        return now.step().equals(before.step())
                && now.kind() == before.kind()
                && now.location().equals(before.location())
                && type(now.error()).equals(type(before.error()));
    }

    /** An error begins with its type. */
    private static String type(String error) {
        int colon = error.indexOf(':');
        return colon < 0 ? error : error.substring(0, colon);
    }

    private static ShrunkRun record(
            RunStart of,
            Opening opening,
            Shrinking.Found found,
            RunStore store,
            Extensions extensions,
            RunListener listener)
            throws IOException, StepLoadException {
        UUID run = store.newIdentity(of.pipeline());
        RunParent parent = new RunParent(
                RunParent.Kind.SHRUNK,
                of.run(),
                of.id(),
                found.inputs().getLast().input().ordinal(),
                store.behindAll(Instant.now()),
                run);
        RunStart start = of.child(run, parent);
        RunFolder folder = store.folder(of.pipeline(), start.id());
        try (LogWriter log = CopiedLog.openLog(folder, start)) {
            log.append(start.toRecord());
            if (start.excerpt().isPresent()) {
                opening.writeTo(log::append);
            }
            Optional<Failure> failure =
                    new Feeding(start, opening.fresh(), log, found.inputs(), extensions, listener).run();
            log.sync();
            return new ShrunkRun(
                    start,
                    folder,
                    found.inputs().stream()
                            .map(input -> RecordedMessage.of(input.input().message()))
                            .toList(),
                    found.inputs().stream()
                            .map(input -> input.input().ordinal())
                            .toList(),
                    found.fromInputs(),
                    found.fieldsRemoved(),
                    found.tries(),
                    found.complete(),
                    failure);
        }
    }

    /** The inputs on their way into the log of a run of their own. */
    private static final class Feeding {
        private final RunStart start;
        private final List<StateStore> states;
        private final LogWriter log;
        private final Iterator<RecordedInput> inputs;
        private final Extensions extensions;
        private final RunListener listener;
        private Optional<RecordedInput> current = Optional.empty();

        private Feeding(
                RunStart start,
                List<StateStore> states,
                LogWriter log,
                List<RecordedInput> inputs,
                Extensions extensions,
                RunListener listener) {
            this.start = start;
            this.states = states;
            this.log = log;
            this.inputs = inputs.iterator();
            this.extensions = extensions;
            this.listener = listener;
        }

        private Ingress.Next next() throws IOException {
            if (!inputs.hasNext()) {
                return Ingress.Ended.INSTANCE;
            }
            RecordedInput input = inputs.next();
            current = Optional.of(input);
            if (input.input().ordinal() > log.ordinal() + 1) {
                log.appendGap(input.input().ordinal() - 1);
            }
            return new Ingress.Fed(input.input());
        }

        private Optional<Failure> run() throws IOException, StepLoadException {
            RecordingJournal journal = new RecordingJournal(
                    log,
                    input -> new RecordedEffects(current.orElseThrow().effects(), Map.of()),
                    input -> current.orElseThrow()::decision);
            StepLoader loader = new StepLoader(extensions, start, step -> Duration.ZERO, listener);
            Tally tally = new Tally();
            Optional<Failure> failure = Optional.empty();
            try (StepChain chain = loader.load(start.code(), states, new TaskClock())) {
                Pipeline pipeline = new Pipeline(wait -> next(), journal, Egress.DISCARDING, chain, tally);
                while (pipeline.step(Duration.ZERO) instanceof Ingress.Fed) {
                    // Each input is recorded with what came of it.
                }
            } catch (InputFailedException e) {
                failure = Optional.of(e.failure());
                log.append(e.failure().toRecord());
            } catch (DivergenceException | ConnectorException | InterruptedException e) {
                throw new AssertionError("nothing is compared, and there is neither source nor sink", e);
            }
            RunState state = failure.isPresent() ? RunState.FAILED : RunState.COMPLETED;
            log.append(new RunEnd(state, tally.inputs(), tally.outputs(), Times.instant(Times.nanos(Instant.now())))
                    .toRecord());
            return failure;
        }
    }
}
