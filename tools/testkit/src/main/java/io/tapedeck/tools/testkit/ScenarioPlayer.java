package io.tapedeck.tools.testkit;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.EffectUnavailableException;
import io.tapedeck.runtime.Effects;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import io.tapedeck.runtime.Scenario;
import io.tapedeck.runtime.Scenario.Trigger;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import io.tapedeck.runtime.StepRandom;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Calls a step as a recorded run did, in a unit test: under the guard, with the recorded clock, random numbers, state,
 * timers and answers of services. {@code export-test} writes such tests.
 *
 * <pre>{@code
 * ScenarioPlayer.of(getClass(), "alerts_706.json").play();
 * }</pre>
 */
public final class ScenarioPlayer {
    private final Scenario scenario;

    private ScenarioPlayer(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * A player of a fixture.
     *
     * @param test the test's class, beside which fixture and code are found, as resources
     * @param fixture the fixture's name
     */
    public static ScenarioPlayer of(Class<?> test, String fixture) throws IOException {
        return of(Fixture.read(resource(test, fixture), name -> resource(test, name)));
    }

    /** A player of a scenario. */
    static ScenarioPlayer of(Scenario scenario) {
        return new ScenarioPlayer(scenario);
    }

    private static Bytes resource(Class<?> test, String name) throws IOException {
        try (InputStream stream = test.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException("there is no " + name + " beside " + test.getName()
                        + " on the class path; it is to be copied there with the test's resources");
            }
            return Bytes.wrap(stream.readAllBytes());
        }
    }

    /**
     * Makes all calls.
     *
     * @throws AssertionError where the processor throws, or its outputs or the state afterwards are not the recorded
     *     ones
     */
    public void play() {
        try (Step step = load()) {
            for (Scenario.Call call : scenario.calls()) {
                take(step, call);
            }
            scenario.after().ifPresent(after -> compare(after, Scenario.State.of(step.state())));
        }
    }

    private Step load() {
        String language = scenario.code().language();
        ProcessorHostProvider provider = ServiceLoader.load(ProcessorHostProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.language().equals(language))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing on the class path runs " + language));
        try {
            return Step.load(
                    scenario.code(),
                    provider,
                    scenario.before().toStore(),
                    scenario.locality(),
                    Times.nanos(scenario.started()),
                    (ordinal, path) -> StepRandom.callSeed(scenario.seed(), ordinal, path),
                    Duration.ZERO,
                    () -> {});
        } catch (ProcessorException e) {
            throw failure("cannot be loaded", e);
        }
    }

    private void take(Step step, Scenario.Call call) {
        StateStore state = step.state();
        if (call.trigger() instanceof Trigger.Due(var timer)) {
            state.timers().cancel(timer.key());
        }
        Step.Occasion occasion =
                new Step.Occasion(Times.nanos(call.clock()), call.ordinal(), call.path(), new Answers(call.asked()));
        try {
            Step.Result result = step.call(call.trigger(), occasion);
            if (call.passedOver()) {
                throw new AssertionError(at(call) + " went through; recorded is: "
                        + call.failure().orElse(""));
            }
            if (!call.stops()) {
                compare(call, result.outputs());
            }
        } catch (ProcessorException e) {
            if (!call.passedOver() || !call.failure().orElse("").equals(e.error())) {
                throw failure(at(call), e);
            }
        }
        state.commit();
    }

    private static String at(Scenario.Call call) {
        return "#" + call.ordinal();
    }

    private AssertionError failure(String where, ProcessorException e) {
        String place = e.location().map(at -> " (" + at + ")").orElse("");
        String trace = e.traceback().isEmpty() ? "" : "\n" + e.traceback();
        return new AssertionError(where + ": " + e.error() + place + trace, e);
    }

    private static void compare(Scenario.Call call, List<Output> made) {
        List<Output> recorded = call.outputs();
        for (int i = 0; i < Math.max(recorded.size(), made.size()); i++) {
            Value before = i < recorded.size() ? Fixture.value(recorded.get(i)) : Value.NULL;
            Value now = i < made.size() ? Fixture.value(made.get(i)) : Value.NULL;
            compare(at(call) + ", output " + (i + 1), before, now);
        }
    }

    private static void compare(Scenario.State recorded, Scenario.State made) {
        Map<Value, Value> before = recorded.entries().entries();
        Map<Value, Value> now = made.entries().entries();
        List<Value> keys = new ArrayList<>(before.keySet());
        now.keySet().stream().filter(key -> !before.containsKey(key)).forEach(keys::add);
        for (Value key : keys) {
            compare(
                    "state afterwards, key " + key,
                    before.getOrDefault(key, Value.NULL),
                    now.getOrDefault(key, Value.NULL));
        }
        compare("timers afterwards", timers(recorded), timers(made));
    }

    private static Value timers(Scenario.State state) {
        MapValue.Builder timers = MapValue.builder();
        state.timers().forEach(timer -> timers.put(timer.key(), Value.of(timer.due())));
        return timers.build();
    }

    /** Values are the same if their encodings are: the order of a map's entries counts, and 1 is not 1.0. */
    private static void compare(String what, Value recorded, Value made) {
        if (!ValueEncoder.encode(recorded).equals(ValueEncoder.encode(made))) {
            throw new AssertionError(what + "\n  recorded  " + recorded + "\n  now       " + made);
        }
    }

    /** The recorded answers of one call; what asks in another order gets them too. */
    private static final class Answers implements Effects {
        private final List<Scenario.Asked> unused;

        private Answers(List<Scenario.Asked> recorded) {
            unused = new ArrayList<>(recorded);
        }

        @Override
        public EffectResult request(EffectRequest request) throws EffectUnavailableException {
            Scenario.Asked found = unused.stream()
                    .filter(asked -> asked.service().equals(request.service()))
                    .filter(asked ->
                            ValueEncoder.encode(asked.request()).equals(ValueEncoder.encode(request.content())))
                    .findFirst()
                    .orElseThrow(() -> new EffectUnavailableException("the fixture has no answer of service \""
                            + request.service() + "\" to " + request.content()));
            unused.remove(found);
            return found.result();
        }
    }
}
