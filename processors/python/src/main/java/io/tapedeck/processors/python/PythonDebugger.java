package io.tapedeck.processors.python;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.SourceElement;
import com.oracle.truffle.api.source.Source;
import io.tapedeck.log.Message;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorTimer;
import java.nio.file.Path;
import java.time.Duration;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Lets a debugger in by DAP. The engine that all processors share has no port, so the code is loaded again on one of its
 * own, once a debugger is attached; nothing is lost by that, for all that a processor keeps is in its state.
 */
final class PythonDebugger implements ProcessorDebugger {
    private static final @Nullable Source ANY_SOURCE = null;

    private static final Duration FAREWELL_MAX = Duration.ofSeconds(1);

    private final int port;
    private final Path sources;

    /** One on a port of the loopback, that finds the code's files below a folder. */
    PythonDebugger(int port, Path sources) {
        this.port = port;
        this.sources = sources;
    }

    @Override
    public ProcessorHost hold(ProcessorHost running, ProcessorCode code) throws ProcessorException {
        Engine engine = PythonEngine.newDebugged(port);
        SourceFileSystem files = new SourceFileSystem(code, sources);
        try {
            ProcessorHost host = PythonProcessorHost.load(
                    code, (prints, zone) -> PythonEngine.newContextFor(engine, files, prints, zone));
            stopAtNextStatement(engine);
            running.close();
            return new DebuggedHost(host, engine);
        } catch (ProcessorException | RuntimeException e) {
            engine.close(true);
            throw e;
        }
    }

    private static void stopAtNextStatement(Engine engine) {
        Debugger.find(engine)
                .install(Breakpoint.newBuilder(ANY_SOURCE)
                        .sourceElements(SourceElement.STATEMENT)
                        .oneShot()
                        .build());
    }

    /** A processor with an engine of its own, whose end ends the debugger's session. */
    private record DebuggedHost(ProcessorHost host, Engine engine) implements ProcessorHost {
        @Override
        public void process(Message message, ProcessorContext context) throws ProcessorException {
            host.process(message, context);
        }

        @Override
        public void fire(ProcessorTimer timer, ProcessorContext context) throws ProcessorException {
            host.fire(timer, context);
        }

        @Override
        public void interrupt() {
            host.interrupt();
        }

        /** The engine ends when the debugger hangs up, which it does where it understands that the session has ended. */
        @Override
        public void close() {
            host.close();
            Thread end = Thread.ofPlatform().daemon().name("debugger-end").start(() -> engine.close(true));
            try {
                end.join(FAREWELL_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
