package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Effects;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import io.tapedeck.runtime.StepRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A step with a built-in processor, fed as a pipeline feeds it, second by second. */
final class Steps implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final BuiltinHostProvider PROVIDER = new BuiltinHostProvider();

    private final Step step;
    private Instant time = START;
    private long ordinal;

    private Steps(ProcessorCode code) throws ProcessorException {
        step = Step.load(
                code,
                PROVIDER,
                new StateStore(),
                Locality.DEFAULT,
                Times.nanos(START),
                (ordinalOfCall, path) -> StepRandom.seed(7, 0, "step", ordinalOfCall, path),
                Duration.ZERO,
                () -> {});
    }

    /** With a definition in JSON; files are in a folder. */
    static Steps of(String kind, String definition, Path folder) throws ProcessorException {
        return new Steps(PROVIDER.define("step", kind, json(definition), new FolderReferences(folder)));
    }

    static Steps of(String kind, String definition) throws ProcessorException {
        return of(kind, definition, Path.of("."));
    }

    static Value json(String text) {
        try {
            return new JsonCodec().decode(Bytes.utf8(text));
        } catch (EncodingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static String text(Value value) {
        try {
            return new String(new JsonCodec().encode(value).toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (EncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Steps pass(Duration duration) {
        time = time.plus(duration);
        return this;
    }

    /** Where the step's clock stands. */
    Instant time() {
        return time;
    }

    long stateSize() {
        return step.state().size();
    }

    List<Output> feed(Value value, Header... headers) throws ProcessorException {
        ordinal++;
        time = time.plusMillis(1);
        Message message = new Message(new StreamKey("in"), 2, ordinal, START, Value.of("key"), List.of(headers), value);
        Step.Result result = step.call(message, new Step.Occasion(Times.nanos(time), ordinal, List.of(), Effects.NONE));
        step.state().commit();
        time = Times.instant(result.endNanos());
        return result.outputs();
    }

    /** The values, as JSON, that timers make which are due now. */
    List<String> fireDue() throws ProcessorException {
        List<String> made = new ArrayList<>();
        for (ProcessorTimer timer : step.state().timersDueAt(time)) {
            step.state().timers().cancel(timer.key());
            ordinal++;
            Step.Result result =
                    step.fire(timer, new Step.Occasion(Times.nanos(time), ordinal, List.of(-1), Effects.NONE));
            step.state().commit();
            result.outputs().forEach(output -> made.add(text(output.value())));
        }
        return made;
    }

    /** The values, as JSON, of what becomes of a message. */
    List<String> feed(String json) throws ProcessorException {
        List<String> made = new ArrayList<>();
        feed(json(json)).forEach(output -> made.add(text(output.value())));
        return made;
    }

    @Override
    public void close() {
        step.close();
    }
}
