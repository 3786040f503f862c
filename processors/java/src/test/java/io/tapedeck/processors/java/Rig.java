package io.tapedeck.processors.java;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Message;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.StepRandom;
import io.tapedeck.runtime.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Loads a processor and feeds it messages, as the controller would: in a world, step by step. */
final class Rig implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-29T01:30:00Z");
    static final long ROOT_SEED = 42;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    final World world;
    final RecordedContext context = new RecordedContext();
    final ProcessorHost host;
    private long ordinal;

    private Rig(ProcessorCode code, Locality locality) throws ProcessorException {
        world = new World(World.Pace.REPLAY, locality);
        begin(0);
        host = world.run(() -> new JavaProcessorHostProvider().load(code));
    }

    /** Loads code. */
    static Rig load(ProcessorCode code) throws ProcessorException {
        return new Rig(code, Locality.DEFAULT);
    }

    /** Loads a source file called {@code Demo.java} whose {@code process} has this body, in a locality. */
    static Rig body(String body, String zone, String locale) throws ProcessorException {
        return load(code("Demo.java", demo("", body)), zone, locale);
    }

    /** Loads code in a locality. */
    static Rig load(ProcessorCode code, String zone, String locale) throws ProcessorException {
        Locality locality = new Locality(
                Locality.zoneOf(zone).orElseThrow(), Locality.localeOf(locale).orElseThrow());
        return new Rig(code, locality);
    }

    /** Loads a source file. */
    static Rig source(String name, String text) throws ProcessorException {
        return load(code(name, text));
    }

    /** Loads a source file called {@code Demo.java} whose {@code process} has this body. */
    static Rig body(String body) throws ProcessorException {
        return source("Demo.java", demo("", body));
    }

    /** A source with all that is mostly needed imported. */
    static String demo(String members, String body) {
        return """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;
                import java.math.*;
                import java.time.*;
                import java.time.format.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;
                import java.util.function.*;
                import java.util.random.*;
                import java.util.stream.*;
                public class Demo implements Processor {
                %s
                    public void process(Message message, ProcessorContext context) throws Exception {
                        %s
                    }
                    static Object thrown(Callable<?> call) {
                        try { return call.call(); } catch (Exception e) { return e.getClass().getSimpleName(); }
                    }
                    static void emit(ProcessorContext context, Object value) {
                        context.emit(Value.of(String.valueOf(value)));
                    }
                }
                """.formatted(members, body);
    }

    static ProcessorCode code(String name, String text) {
        return new ProcessorCode("demo", "java", name, List.of(new ProcessorCode.File(name, Bytes.utf8(text))));
    }

    private void begin(long step) {
        long nanos = START.getEpochSecond() * NANOS_PER_SECOND + step * NANOS_PER_SECOND;
        world.begin(nanos, StepRandom.seed(ROOT_SEED, 0, "demo", step, List.of()));
    }

    /** Feeds the next message. */
    void feed(Value value) throws ProcessorException {
        feedAt(++ordinal, value);
    }

    /** Feeds a message under a given ordinal. */
    void feedAt(long step, Value value) throws ProcessorException {
        ordinal = step;
        begin(step);
        Message message = new Message(new StreamKey("in"), 0, step, START, Value.NULL, List.of(), value);
        world.run(() -> {
            host.process(message, context);
            return "";
        });
    }

    /** Feeds a message and gives the text of what came of it. */
    List<String> outputs(String text) throws ProcessorException {
        int before = context.outputs.size();
        feed(Value.of(text));
        List<String> texts = new ArrayList<>();
        context.outputs
                .subList(before, context.outputs.size())
                .forEach(output -> texts.add(output.value().asString()));
        return texts;
    }

    @Override
    public void close() {
        host.close();
    }
}
