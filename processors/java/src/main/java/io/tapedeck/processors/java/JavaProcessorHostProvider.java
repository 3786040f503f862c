package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Traceback;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorHostProvider;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads processors written in Java: a single source file, or a class of a class path. */
public final class JavaProcessorHostProvider implements ProcessorHostProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public JavaProcessorHostProvider() {}

    @Override
    public String language() {
        return "java";
    }

    @Override
    public ProcessorCode read(String step, String reference, Path folder, List<Path> classPath)
            throws ProcessorException {
        return new CodeReader(step, folder, classPath).read(reference);
    }

    @Override
    public ProcessorHost load(ProcessorCode code) throws ProcessorException {
        if (!System.lineSeparator().equals("\n")) {
            throw Failures.load("the JVM ends lines as this machine does: start it with a line.separator of \"\\n\"");
        }
        UserClasses classes = classes(code);
        ClassShapes shapes = new ClassShapes(classes);
        EntryFinder finder = new EntryFinder(shapes, code.entry());
        String entry = code.entry();
        if (CodeReader.isSource(entry)) {
            Map<String, byte[]> compiled = new SourceCompiler(classes).compile(source(code));
            classes.addCompiled(compiled);
            entry = finder.find(compiled.keySet());
        }
        if (!classes.has(entry)) {
            throw Failures.load("there is no class " + entry + " in the code of step " + code.step());
        }
        finder.check(entry);
        return start(new GuardedLoader(classes, shapes, entry), entry);
    }

    @Override
    public Optional<ProcessorDebugger> debugger(int port, Path sources) throws ProcessorException {
        return Optional.of(JavaDebugger.at(port));
    }

    private static UserClasses classes(ProcessorCode code) throws ProcessorException {
        try {
            return UserClasses.of(code);
        } catch (IOException e) {
            throw Failures.load("a jar of step " + code.step() + " cannot be read: " + e.getMessage());
        }
    }

    private static ProcessorCode.File source(ProcessorCode code) throws ProcessorException {
        return code.file(code.entry())
                .orElseThrow(() -> Failures.load("the code of step " + code.step() + " does not hold " + code.entry()));
    }

    private static ProcessorHost start(GuardedLoader loader, String entry) throws ProcessorException {
        try {
            Set<String> own = loader.guardAll();
            Brake brake = loader.brake();
            // All of them, so that what a static initializer reads of the world is read now and not at
            // whichever message comes to it first: a run that resumes would come to it at another.
            for (String name : own) {
                Class.forName(name, true, loader);
            }
            Constructor<?> constructor = Class.forName(entry, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            Processor processor = (Processor) constructor.newInstance();
            Stop stop = brake.pulled();
            if (stop != null) {
                throw Failures.of(stop);
            }
            return new JavaProcessorHost(processor, brake, loader.log());
        } catch (ClassFormatError | VerifyError broken) {
            throw new ProcessorException(
                    FailureKind.LOAD, Traceback.headline(broken), Optional.empty(), broken.toString());
        } catch (Throwable thrown) {
            throw Failures.of(thrown);
        }
    }
}
