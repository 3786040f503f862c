package io.tapedeck.processors.python;

import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/** A Python processor in a context of its own. */
final class PythonProcessorHost implements ProcessorHost {
    private static final Source HOST_SOURCE = readHostSource();
    private static final Duration INTERRUPT_MAX = Duration.ofMillis(600);

    private final LineLog lines = new LineLog();
    private final Context context;
    private final HostBridge bridge;
    private final PolyglotFailures failures;
    private final org.graalvm.polyglot.Value load;
    private final org.graalvm.polyglot.Value run;
    private final org.graalvm.polyglot.Value fire;
    private final org.graalvm.polyglot.Value finish;
    private volatile boolean running;
    private volatile boolean interrupted;

    /** Makes the context that a processor is to run in. */
    @FunctionalInterface
    interface ContextMaker {
        Context make(OutputStream prints, ZoneId zone);
    }

    private PythonProcessorHost(ProcessorCode code, ContextMaker contexts, ZoneId zone) {
        context = contexts.make(lines, zone);
        failures = new PolyglotFailures(code);
        context.enter();
        try {
            org.graalvm.polyglot.Value connect = context.eval(HOST_SOURCE);
            bridge = new HostBridge(lines);
            org.graalvm.polyglot.Value entryPoints = connect.execute(bridge.functions());
            load = entryPoints.getArrayElement(0);
            run = entryPoints.getArrayElement(1);
            fire = entryPoints.getArrayElement(2);
            finish = entryPoints.getArrayElement(3);
        } finally {
            context.leave();
        }
    }

    /** Loads the code in the current world. */
    static PythonProcessorHost load(ProcessorCode code) throws ProcessorException {
        return load(code, PythonEngine::newContext);
    }

    /** The same in a context that somebody else makes. */
    static PythonProcessorHost load(ProcessorCode code, ContextMaker contexts) throws ProcessorException {
        PythonProcessorHost host = start(code, contexts);
        try {
            host.loadModules(code);
            return host;
        } catch (ProcessorException | RuntimeException e) {
            host.close();
            throw e;
        }
    }

    /** Starts Python in a world apart: how long that takes, and what it draws, is nothing the code may see. */
    private static PythonProcessorHost start(ProcessorCode code, ContextMaker contexts) {
        Locality locality = World.current().map(World::locality).orElse(Locality.DEFAULT);
        World apart = new World(World.Pace.REPLAY, locality);
        apart.begin(0, 0);
        return apart.run(() -> new PythonProcessorHost(code, contexts, locality.zone()));
    }

    private void loadModules(ProcessorCode code) throws ProcessorException {
        Value files = Value.list(code.files().stream()
                .map(file -> Value.list(
                        Value.of(file.name()), Value.of(file.content().toUtf8())))
                .toList());
        call(null, load, () -> new Object[] {bridge.write(files), code.entry()});
    }

    @Override
    public void process(Message message, ProcessorContext stepContext) throws ProcessorException {
        call(stepContext, run, () -> bridge.arguments(message));
    }

    @Override
    public void fire(ProcessorTimer timer, ProcessorContext stepContext) throws ProcessorException {
        call(stepContext, fire, () -> new Object[] {bridge.write(timer.key()), bridge.write(Value.of(timer.due()))});
    }

    /** Arguments are made after the context was entered. */
    @FunctionalInterface
    private interface Arguments {
        Object[] make();
    }

    private void call(@Nullable ProcessorContext stepContext, org.graalvm.polyglot.Value function, Arguments arguments)
            throws ProcessorException {
        running = true;
        try {
            enterAndCall(stepContext, function, arguments);
        } catch (PolyglotException e) {
            throw failure(e);
        } catch (UnrepresentableException e) {
            throw new ProcessorException(FailureKind.INPUT, String.valueOf(e.getMessage()), Optional.empty(), "");
        } finally {
            running = false;
        }
        Optional<StepFailure> failure = bridge.failure();
        if (failure.isPresent()) {
            throw failure.get().toException(bridge.process());
        }
    }

    private void enterAndCall(
            @Nullable ProcessorContext stepContext, org.graalvm.polyglot.Value function, Arguments arguments) {
        context.enter();
        try {
            bridge.begin(stepContext);
            function.executeVoid(arguments.make());
            if (bridge.mustFinish()) {
                finish.executeVoid();
            }
        } finally {
            bridge.end();
            context.leave();
        }
    }

    private ProcessorException failure(PolyglotException e) {
        if (e.isInterrupted() || e.isCancelled() || interrupted) {
            return failures.ended(e, bridge.process());
        }
        bridge.hostFailure().ifPresent(failure -> {
            throw failure;
        });
        return failures.of(e, bridge.process());
    }

    @Override
    public void interrupt() {
        if (!running) {
            return;
        }
        interrupted = true;
        try {
            context.interrupt(INTERRUPT_MAX);
        } catch (TimeoutException e) {
            context.close(true);
        }
    }

    @Override
    public void close() {
        context.close(true);
    }

    private static Source readHostSource() {
        try (InputStream in = PythonProcessorHost.class.getResourceAsStream("host.py")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder(PythonEngine.LANGUAGE, text, "tapedeck/host.py")
                    .internal(true)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
