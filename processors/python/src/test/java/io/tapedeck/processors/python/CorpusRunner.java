package io.tapedeck.processors.python;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the corpus in a JVM of its own: {@code CorpusRunner <file for the results> <forward|backward>
 * [<pattern of names>]}. A result is a line: processor, part, what came out. The parts of a processor are its
 * inputs.
 *
 * <p>Run backward and after noise, the same processor meets another heap, other identity hashes and an engine
 * that has run other code before. In one of the two directions it is restored before its second input: it goes
 * on in a freshly loaded processor with the state that the first left. (Starting Python is what takes the time.)
 * Of a processor that is known to lose something by that, the restored input is a part more.
 */
final class CorpusRunner {
    static final List<Value> INPUTS = List.of(Value.of("a"), Value.of(2), Value.NULL);
    static final String RESTORED = "restored ";

    /** As the command line has it. */
    private static final long STACK_BYTES = 64L << 20;

    private static final int NOISE_OBJECTS = 100_000;
    private static final long CALL_SECONDS_MAX = 60;

    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final List<String> results = new ArrayList<>();

    private final boolean backward;

    private CorpusRunner(boolean backward) {
        this.backward = backward;
    }

    public static void main(String[] arguments) {
        new Thread(null, () -> runAndExit(arguments), "main", STACK_BYTES).start();
    }

    private static void runAndExit(String[] arguments) {
        int exit = 1;
        try {
            run(arguments);
            exit = 0;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        } finally {
            // Threads of what was refused must not keep the JVM.
            System.exit(exit);
        }
    }

    private static void run(String[] arguments) throws IOException {
        boolean backward = arguments[1].equals("backward");
        Pattern names = Pattern.compile(arguments.length > 2 ? arguments[2] : "");
        List<CorpusProcessor> processors = new ArrayList<>(CorpusProcessor.all());
        processors.removeIf(each -> !names.matcher(each.name()).find());
        if (backward) {
            makeNoise();
            Collections.reverse(processors);
        }
        CorpusRunner runner = new CorpusRunner(backward);
        processors.forEach(runner::run);
        Files.write(Path.of(arguments[0]), runner.results);
    }

    /** Other identity hashes, and another heap. */
    private static void makeNoise() {
        List<Object> noise = Stream.generate(Object::new).limit(NOISE_OBJECTS).toList();
        long hashes = noise.stream().mapToLong(System::identityHashCode).sum();
        System.gc();
        System.out.println("noise: " + noise.size() + " objects, " + hashes);
    }

    private void run(CorpusProcessor processor) {
        try {
            if (processor.losesGlobals()) {
                runAll(processor);
                runRestored(processor, RESTORED);
            } else if (isRestored(processor)) {
                runRestored(processor, "");
            } else {
                runAll(processor);
            }
        } catch (ProcessorException e) {
            add(processor, "load", failure(e));
        }
    }

    private boolean isRestored(CorpusProcessor processor) {
        boolean even = processor.name().hashCode() % 2 == 0;
        return even == backward && !processor.fails();
    }

    private void runAll(CorpusProcessor processor) throws ProcessorException {
        try (PythonFixture python = PythonFixture.load(processor.source())) {
            boolean running = true;
            for (int i = 0; running && i < INPUTS.size(); i++) {
                running = step(processor, "" + (i + 1), python, i);
            }
        }
    }

    private void runRestored(CorpusProcessor processor, String prefix) throws ProcessorException {
        MemoryStore state;
        try (PythonFixture python = PythonFixture.load(processor.source())) {
            step(processor, prefix + 1, python, 0);
            state = python.store.copy();
        }
        try (PythonFixture python = PythonFixture.load(processor.source())) {
            python.store.restore(state);
            for (int i = 1; i < INPUTS.size(); i++) {
                step(processor, prefix + (i + 1), python, i);
            }
        }
    }

    /** Feeds an input and notes what came out; whether the processor can go on. */
    private boolean step(CorpusProcessor processor, String part, PythonFixture python, int input) {
        ScheduledFuture<?> end = watchdog.schedule(python.host::interrupt, CALL_SECONDS_MAX, TimeUnit.SECONDS);
        int logged = python.log.size();
        python.store.writes.clear();
        try {
            List<Output> outputs = python.stepAt(input + 1, INPUTS.get(input));
            add(processor, part, describe(outputs, python.store) + python.log.subList(logged, python.log.size()));
            return true;
        } catch (ProcessorException e) {
            add(processor, part, failure(e));
            return false;
        } finally {
            end.cancel(false);
        }
    }

    private static String describe(List<Output> outputs, MemoryStore store) {
        StringBuilder text = new StringBuilder();
        long digest = 0;
        for (Output output : outputs) {
            text.append(output.value()).append(' ');
            digest = XxHash64.hash(ValueEncoder.encode(output.value()), digest);
        }
        for (Map.Entry<Value, Value> entry : store.entries()) {
            digest = XxHash64.hash(ValueEncoder.encode(entry.getKey()), digest);
            digest = XxHash64.hash(ValueEncoder.encode(entry.getValue()), digest);
        }
        return text + store.writes.toString() + " digest " + Long.toHexString(digest) + " log ";
    }

    private static String failure(ProcessorException e) {
        String kind = e.kind() == FailureKind.REFUSED ? "refused" : "failed (" + e.kind() + ")";
        return kind + ": " + e.error() + " at " + e.location() + " " + e.traceback();
    }

    private void add(CorpusProcessor processor, String part, String result) {
        results.add(processor.name() + "\t" + part + "\t"
                + result.replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t"));
    }
}
