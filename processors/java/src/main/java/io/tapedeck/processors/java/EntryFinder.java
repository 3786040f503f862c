package io.tapedeck.processors.java;

import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorException;
import java.util.Collection;
import java.util.List;

/** Finds the class that is the processor, and says what is wrong with it before it is loaded. */
final class EntryFinder {
    private static final String PROCESSOR = Processor.class.getName();

    private final ClassShapes shapes;
    private final String file;

    EntryFinder(ClassShapes shapes, String file) {
        this.shapes = shapes;
        this.file = file;
    }

    /** The top-level class of a source file that is a processor: the public one, or the only one. */
    String find(Collection<String> compiled) throws ProcessorException {
        List<String> found = compiled.stream()
                .filter(name -> !name.contains("$") && shapes.isA(name, PROCESSOR))
                .filter(name -> !shape(name).isInterface())
                .sorted()
                .toList();
        List<String> eligible = found.size() > 1
                ? found.stream().filter(name -> shape(name).isPublic()).toList()
                : found;
        if (eligible.size() == 1) {
            return eligible.getFirst();
        }
        throw Failures.load(
                found.isEmpty()
                        ? file + " has no class that implements " + PROCESSOR
                        : file + " has several classes that implement Processor (" + String.join(", ", found)
                                + "): make one of them public");
    }

    /** Refuses a class that cannot be made into a processor. */
    void check(String name) throws ProcessorException {
        ClassShapes.Shape shape = shape(name);
        if (!shapes.isA(name, PROCESSOR)) {
            throw Failures.load(name + " does not implement " + PROCESSOR);
        }
        if (shape.isInterface() || shape.isAbstract()) {
            throw Failures.load(name + " is " + (shape.isInterface() ? "an interface" : "abstract")
                    + ": a processor is a class that can be created");
        }
        if (!shape.isCreatable()) {
            throw Failures.load(
                    name + " has no public constructor without parameters: a processor is created with none");
        }
    }

    private ClassShapes.Shape shape(String name) {
        return shapes.find(name).orElseThrow();
    }
}
