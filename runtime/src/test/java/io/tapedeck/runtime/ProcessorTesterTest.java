package io.tapedeck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls as a pipeline makes them: what a call that throws did is undone, timers fire, services answer. */
class ProcessorTesterTest {
    /** Counts, and tells after ten seconds of quiet how many there were. */
    private static final class Sessions implements Processor {
        @Override
        public void process(Message message, ProcessorContext context) {
            Value count = context.state().get("count");
            context.state().put("count", Value.of(count.isNull() ? 1 : count.asLong() + 1));
            context.timers().set("quiet", context.now().plusSeconds(10));
            if (message.value().equals(Value.of("bad"))) {
                throw new IllegalArgumentException("bad");
            }
        }

        @Override
        public void onTimer(ProcessorTimer timer, ProcessorContext context) {
            context.emit(context.state().get("count"));
            context.state().remove("count");
        }
    }

    @Test
    void aTimerFiresOnceWhenItsTimeHasCome() throws ProcessorException {
        try (ProcessorTester tester = ProcessorTester.of(new Sessions())) {
            tester.feed(Value.of(1)).feed(Value.of(2)).pass(Duration.ofSeconds(9));
            assertEquals(List.of(), tester.outputs());
            tester.pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(60));
            assertEquals(List.of(Value.of(2)), tester.outputs());
        }
    }

    @Test
    void aCallThatThrowsSetsNoTimer() throws ProcessorException {
        try (ProcessorTester tester = ProcessorTester.of(new Sessions())) {
            assertThrows(ProcessorException.class, () -> tester.feed(Value.of("bad")));
            tester.pass(Duration.ofSeconds(60));
            assertEquals(List.of(), tester.outputs());
        }
    }

    @Test
    void aTimerThatItsHandlerSetsAgainWaitsForTheNextTime() throws ProcessorException {
        Processor again = new Processor() {
            @Override
            public void process(Message message, ProcessorContext context) {
                context.timers().set("again", context.now());
            }

            @Override
            public void onTimer(ProcessorTimer timer, ProcessorContext context) {
                context.timers().set("again", timer.due());
                context.emit(timer.key());
            }
        };
        try (ProcessorTester tester = ProcessorTester.of(again)) {
            tester.feed(Value.NULL).pass(Duration.ofSeconds(1)).pass(Duration.ofSeconds(1));
            assertEquals(2, tester.outputs().size());
        }
    }

    @Test
    void aServiceIsAskedInTheOrderOfTheCalls() throws ProcessorException {
        List<EffectRequest> asked = new ArrayList<>();
        Processor asking = (message, context) -> {
            context.emit(context.effect("geo", message.value()));
            context.emit(context.effect("geo", Value.of("more")));
        };
        try (ProcessorTester tester = ProcessorTester.of(asking).answering(request -> {
            asked.add(request);
            return new EffectResult.Answer(Value.of("answer to " + request.content()));
        })) {
            tester.feed(Value.of("one"));
            assertEquals(List.of(Value.of("answer to one"), Value.of("answer to more")), tester.outputs());
            assertEquals(List.of(0, 1), asked.stream().map(EffectRequest::index).toList());
        }
    }

    @Test
    void aServiceThatIsNotThereEndsTheCallThoughTheCodeCatchesEverything() {
        Processor stubborn = (message, context) -> {
            try {
                context.effect("geo", Value.NULL);
            } catch (RuntimeException e) {
                context.emit(Value.of("never mind"));
            }
        };
        try (ProcessorTester tester = ProcessorTester.of(stubborn)) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> tester.feed(Value.NULL));
            assertEquals(FailureKind.EFFECT, failure.kind());
            assertEquals(List.of(), tester.outputs());
        }
    }

    @Test
    void aServiceThatFailsIsAnExceptionOfTheCodes() throws ProcessorException {
        Processor patient = (message, context) -> {
            try {
                context.effect("geo", Value.NULL);
            } catch (EffectException e) {
                context.emit(Value.of(String.valueOf(e.getMessage())));
            }
        };
        try (ProcessorTester tester =
                ProcessorTester.of(patient).answering(request -> new EffectResult.Failed("out of order"))) {
            tester.feed(Value.NULL);
            assertEquals(List.of(Value.of("out of order")), tester.outputs());
        }
    }
}
