package io.tapedeck.runtime;

import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.ShortLists;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One step of a pipeline at work: a processor with its world and its state. A call either succeeds and gives its
 * outputs and digests, or throws and leaves the state as it was.
 */
public final class Step implements AutoCloseable {
    private final String id;
    private final StateStore state;
    private final World world;
    private final StepSeed seed;
    private final StepTimer timer;
    private final ValueEncoder encoder = new ValueEncoder();
    private ProcessorHost host;
    private Optional<String> stateRefusal = Optional.empty();

    /** Derives the seed of a call from what identifies it. */
    @FunctionalInterface
    public interface StepSeed {
        /** The seed for an input's ordinal and the path of output indices that led to the call. */
        long of(long ordinal, List<Integer> path);
    }

    /**
     * What a call made.
     *
     * @param outputs the outputs, in order
     * @param encoded what a log has of them, in turn: the canonical encodings, without a value that is the input's
     * @param outputsDigest the digest of their canonical encodings
     * @param stateDigest the digest of the state afterwards
     * @param endNanos the clock at the end
     * @param notes what the processor logged
     */
    public record Result(
            List<Output> outputs,
            io.tapedeck.log.Bytes encoded,
            long outputsDigest,
            long stateDigest,
            long endNanos,
            List<String> notes) {}

    /**
     * When and where a call is made.
     *
     * @param startNanos the clock at its start, in nanoseconds since 1970
     * @param ordinal the input's ordinal
     * @param path which output of each step before led to it
     * @param effects does what it asks of the outside
     * @param input the input's value, where an output of that value need not repeat it in the log
     */
    public record Occasion(long startNanos, long ordinal, List<Integer> path, Effects effects, Optional<Value> input) {
        /** One whose outputs stand whole in the log. */
        public Occasion(long startNanos, long ordinal, List<Integer> path, Effects effects) {
            this(startNanos, ordinal, path, effects, Optional.empty());
        }

        private boolean isInput(Value value) {
            return input.isPresent() && ValueEncoder.areAlike(input.get(), value);
        }
    }

    /** What is called. */
    @FunctionalInterface
    private interface Action {
        void run(ProcessorContext context) throws ProcessorException;
    }

    private Step(String id, ProcessorHost host, StateStore state, World world, StepSeed seed, StepTimer timer) {
        this.id = id;
        this.host = host;
        this.state = state;
        this.world = world;
        this.seed = seed;
        this.timer = timer;
    }

    /**
     * Loads a step's code. Sleeping does not wait until {@link #goLive}.
     *
     * @param code the code
     * @param provider loads its language
     * @param state the state it goes on with
     * @param locality the zone and locale that the code sees
     * @param startNanos the clock at the run's start, which the code sees while it is loaded
     * @param seed the seeds of its calls; that of ordinal 0 is for the loading
     * @param timeout how long a call may take; zero for no limit
     * @param onHang is run, on another thread, when a call does not end though it was interrupted
     */
    public static Step load(
            ProcessorCode code,
            ProcessorHostProvider provider,
            StateStore state,
            Locality locality,
            long startNanos,
            StepSeed seed,
            Duration timeout,
            Runnable onHang)
            throws ProcessorException {
        World world = new World(World.Pace.REPLAY, locality);
        world.begin(startNanos, seed.of(0, List.of()));
        ProcessorHost host = world.run(() -> provider.load(code));
        return new Step(code.step(), host, state, world, seed, new StepTimer(host, timeout, onHang));
    }

    /** A step of a processor that is there already, without a limit of time; for tests. */
    static Step of(String id, ProcessorHost host, StateStore state) {
        return new Step(
                id,
                host,
                state,
                new World(World.Pace.REPLAY),
                (ordinal, path) -> StepRandom.seed(0, 0, id, ordinal, path),
                new StepTimer(host, Duration.ZERO, () -> {}));
    }

    /** The step's id. */
    public String id() {
        return id;
    }

    /** Goes over from replaying to living: sleeping waits from now on. */
    public void goLive() {
        world.setPace(World.Pace.LIVE);
    }

    /** From now on a call that writes state, timers included, fails with a sentence; it is no outcome. */
    public void refuseState(String sentence) {
        stateRefusal = Optional.of(sentence);
    }

    /** From now on a call may take as long as it takes. */
    public void liftTimeout() {
        timer.close();
    }

    /**
     * Waits for a debugger, which is to stop before the next call.
     *
     * @param code the step's code
     * @param startNanos the clock at the run's start, which the code sees where it is loaded anew
     */
    public void hold(ProcessorDebugger debugger, ProcessorCode code, long startNanos) throws ProcessorException {
        world.begin(startNanos, seed.of(0, List.of()));
        host = world.run(() -> debugger.hold(host, code));
    }

    /** The step's state. */
    public StateStore state() {
        return state;
    }

    /** Calls the processor for a reason. The state is changed but not committed. */
    public Result call(Scenario.Trigger trigger, Occasion occasion) throws ProcessorException {
        return switch (trigger) {
            case Scenario.Trigger.Arrival(Message message) -> call(message, occasion);
            case Scenario.Trigger.Due(ProcessorTimer due) -> fire(due, occasion);
        };
    }

    /** Calls the processor with a message. The state is changed but not committed. */
    public Result call(Message message, Occasion occasion) throws ProcessorException {
        return call(context -> host.process(message, context), occasion);
    }

    /** Calls the processor because a timer is due; what the timer was is to be cancelled before. */
    public Result fire(ProcessorTimer timer, Occasion occasion) throws ProcessorException {
        return call(context -> host.fire(timer, context), occasion);
    }

    private Result call(Action action, Occasion occasion) throws ProcessorException {
        int savepoint = state.savepoint();
        world.begin(occasion.startNanos(), seed.of(occasion.ordinal(), occasion.path()));
        CallContext context = new CallContext(occasion);
        Optional<ProcessorException> failure = run(action, context).or(() -> refusal(savepoint));
        if (failure.isPresent()) {
            state.rollBackTo(savepoint);
            throw failure.get();
        }
        return context.result();
    }

    /** That a call wrote state since a savepoint, where it must not. */
    private Optional<ProcessorException> refusal(int savepoint) {
        return stateRefusal
                .filter(_ -> state.savepoint() > savepoint)
                .map(sentence -> new ProcessorException(FailureKind.STATE, sentence, Optional.empty(), ""));
    }

    private Optional<ProcessorException> run(Action action, CallContext context) {
        Optional<ProcessorException> failure = Optional.empty();
        timer.start();
        try {
            world.run(() -> {
                action.run(context);
                return true;
            });
        } catch (ProcessorException e) {
            failure = Optional.of(e);
        }
        context.closed = true;
        if (timer.stop()) {
            String sentence = "the call took longer than the step's timeout of " + timer.timeoutText();
            return Optional.of(ended(FailureKind.TIMEOUT, sentence, failure));
        }
        return context.unavailable.isPresent()
                ? Optional.of(ended(FailureKind.EFFECT, context.unavailable.get(), failure))
                : failure;
    }

    /** What ended a call counts for more than what the code made of it. */
    private static ProcessorException ended(
            FailureKind kind, String sentence, Optional<ProcessorException> interrupted) {
        return new ProcessorException(
                kind,
                sentence,
                interrupted.flatMap(ProcessorException::location),
                interrupted.map(ProcessorException::traceback).orElse(""));
    }

    @Override
    public void close() {
        timer.close();
        host.close();
    }

    /** The context of one call. */
    private final class CallContext implements ProcessorContext {
        private final List<Output> outputs = new ArrayList<>(1);
        private final List<String> notes = new ArrayList<>(0);
        private final Occasion occasion;
        private long outputsDigest;
        private int effects;
        private Optional<String> unavailable = Optional.empty();
        private boolean closed;

        private CallContext(Occasion occasion) {
            this.occasion = occasion;
            encoder.clear();
        }

        @Override
        public void emit(Output output) {
            checkOpen();
            int from = encoder.length();
            encoder.write(output);
            outputsDigest = encoder.hashFrom(from, outputsDigest);
            if (occasion.isInput(output.value())) {
                encoder.truncate(from);
                encoder.writeWithoutValue(output);
            }
            outputs.add(output);
        }

        @Override
        public KeyValueStore state() {
            checkOpen();
            return state;
        }

        @Override
        public Timers timers() {
            checkOpen();
            return state.timers();
        }

        @Override
        public Value effect(String service, Value request) {
            checkOpen();
            EffectRequest asked =
                    new EffectRequest(occasion.ordinal(), id, occasion.path(), effects++, service, request);
            long leftNanos = timer.pause(); // a service has a time-out of its own
            try {
                return switch (occasion.effects().request(asked)) {
                    case EffectResult.Answer(Value value) -> value;
                    case EffectResult.Failed(String error) -> throw new EffectException(error);
                };
            } catch (EffectUnavailableException e) {
                unavailable = Optional.of(String.valueOf(e.getMessage()));
                throw new EffectException(unavailable.get());
            } finally {
                timer.resume(leftNanos);
            }
        }

        @Override
        public Instant now() {
            return Times.instant(world.readClockNanos());
        }

        @Override
        public RandomGenerator random() {
            return world.random();
        }

        @Override
        public void sleep(Duration duration) {
            try {
                world.sleep(duration.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void log(String text) {
            notes.add(text);
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("a context is valid only during the call that it was given to");
            }
        }

        private Result result() {
            return new Result(
                    ShortLists.copyOf(outputs),
                    encoder.toBytes(),
                    outputsDigest,
                    state.digest(),
                    world.clockNanos(),
                    ShortLists.copyOf(notes));
        }
    }

    /** The value of a whole state, for people: its entries in key order. */
    public static Value stateValue(KeyValueStore state) {
        io.tapedeck.log.MapValue.Builder map = io.tapedeck.log.MapValue.builder();
        state.entries().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map.build();
    }
}
