package io.tapedeck.tools.cli;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorHostProvider;
import io.tapedeck.runtime.ProcessorTimer;
import java.nio.file.Path;
import java.util.List;

/**
 * A language without a guard, which the others are not any more: {@code leaky = "x"} is a processor that emits the
 * number of its process. So a replay in another process differs at the first message.
 */
public final class LeakyHostProvider implements ProcessorHostProvider {
    /** For {@link java.util.ServiceLoader}. */
    public LeakyHostProvider() {}

    @Override
    public String language() {
        return "leaky";
    }

    @Override
    public ProcessorCode read(String step, String reference, Path folder, List<Path> classPath) {
        ProcessorCode.File file = new ProcessorCode.File(reference, Bytes.utf8("the number of the process"));
        return new ProcessorCode(step, language(), reference, List.of(file));
    }

    @Override
    public ProcessorHost load(ProcessorCode code) {
        return new LeakyHost();
    }

    private static final class LeakyHost implements ProcessorHost {
        @Override
        public void process(Message message, ProcessorContext context) {
            context.emit(Value.of(ProcessHandle.current().pid()));
        }

        @Override
        public void fire(ProcessorTimer timer, ProcessorContext context) {}

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }
}
