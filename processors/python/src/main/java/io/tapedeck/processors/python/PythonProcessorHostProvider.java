package io.tapedeck.processors.python;

import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads processors written in Python: files with a function {@code process(message, context)}. */
public final class PythonProcessorHostProvider implements ProcessorHostProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PythonProcessorHostProvider() {}

    @Override
    public String language() {
        return PythonEngine.LANGUAGE;
    }

    @Override
    public Optional<String> runtimeVersion() {
        return Optional.of(PythonEngine.version());
    }

    /** Reads the file and those beside it that it imports, and that they import. */
    @Override
    public ProcessorCode read(String step, String reference, Path folder, List<Path> classPath)
            throws ProcessorException {
        SourceCollector collector = SourceCollector.collect(reference, folder);
        return new ProcessorCode(step, language(), collector.entry(), collector.files());
    }

    @Override
    public ProcessorHost load(ProcessorCode code) throws ProcessorException {
        return PythonProcessorHost.load(code);
    }

    @Override
    public Optional<ProcessorDebugger> debugger(int port, Path sources) {
        return Optional.of(new PythonDebugger(port, sources));
    }
}
