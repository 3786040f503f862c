package io.tapedeck.processors.java;

import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import java.lang.management.ManagementFactory;

/**
 * Lets a debugger in by JDWP. The agent is the JVM's own, and has to be there from its start; the processor goes on as it
 * is loaded, for its classes have kept their lines and local variables.
 */
final class JavaDebugger implements ProcessorDebugger {
    private JavaDebugger() {}

    /** A way in by the agent of this JVM. */
    static JavaDebugger at(int port) throws ProcessorException {
        boolean isThere = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(flag -> flag.startsWith("-agentlib:jdwp=")
                        && flag.contains("onthrow=" + StopBeforeInput.class.getName())
                        && flag.contains("address=127.0.0.1:" + port));
        if (!isThere) {
            throw Failures.load("Java can be debugged only where the JVM was started for it: ./tapedeck replay --debug"
                    + " does so, if TAPEDECK_JAVA_OPTS has no debugger's agent of its own");
        }
        return new JavaDebugger();
    }

    @Override
    public ProcessorHost hold(ProcessorHost running, ProcessorCode code) {
        try {
            throw new StopBeforeInput(code.step());
        } catch (StopBeforeInput e) {
            return running; // a debugger has let it go on
        }
    }
}
