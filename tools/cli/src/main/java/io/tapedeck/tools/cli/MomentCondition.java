package io.tapedeck.tools.cli;

import io.tapedeck.controller.Failure;
import io.tapedeck.controller.Moment;
import io.tapedeck.controller.Standpoint;
import io.tapedeck.expressions.Condition;
import io.tapedeck.expressions.ConditionException;
import io.tapedeck.expressions.Scene;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;

/** A condition that people write, asked of a place in a run. */
final class MomentCondition implements Standpoint.Test {
    private final Condition condition;
    private final String step;

    private MomentCondition(Condition condition, String step) {
        this.condition = condition;
        this.step = step;
    }

    /**
     * Reads a condition.
     *
     * @param step whose state it looks at
     * @throws WrongUseException where it cannot be; the message shows where
     */
    static MomentCondition parse(String text, String step) throws WrongUseException {
        try {
            return new MomentCondition(Condition.compile(text), step);
        } catch (ConditionException e) {
            throw new WrongUseException("the expression is wrong:\n"
                    + String.valueOf(e.getMessage()).indent(2).stripTrailing());
        }
    }

    @Override
    public boolean holds(Standpoint place) {
        return condition.holds(scene(place));
    }

    private Scene scene(Standpoint place) {
        Moment moment = place.moment().orElseThrow(() -> new IllegalStateException("there is no input"));
        EncodedMessage message = moment.input().message();
        return new Scene(
                message.decodedAs(condition.isOfStateOnly() ? Value.NULL : moment.value()),
                moment.outputs().stream().map(Output::value).toList(),
                place.state(step).orElseGet(StateStore::new),
                Times.instant(moment.input().feedTimeNanos()),
                moment.failure().map(MomentCondition::value).orElse(Value.NULL));
    }

    private static Value value(Failure failure) {
        MapValue.Builder map = MapValue.builder()
                .put("step", Value.of(failure.step()))
                .put("kind", Value.of(failure.kind().word()))
                .put("error", Value.of(failure.error()));
        failure.location()
                .ifPresent(at -> map.put("file", Value.of(at.file()))
                        .put("line", Value.of(at.line()))
                        .put("function", Value.of(at.function())));
        return map.build();
    }

    /** Whether it looks at nothing but the state, of which it may be that what holds once goes on to hold. */
    boolean isOfStateOnly() {
        return condition.isOfStateOnly();
    }

    /** What to add where nothing was found: why it could not be evaluated somewhere, if so. */
    String hint() {
        return condition
                .problem()
                .map(why -> "\n  where it could not be evaluated it counts as false; the first time: " + why)
                .orElse("");
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
