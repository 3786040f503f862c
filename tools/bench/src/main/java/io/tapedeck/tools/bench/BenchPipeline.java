package io.tapedeck.tools.bench;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.PipelineFile;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunListener;
import io.tapedeck.controller.RunOptions;
import io.tapedeck.controller.RunState;
import io.tapedeck.controller.RunStore;
import io.tapedeck.controller.RunSummary;
import io.tapedeck.log.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A pipeline of one step in a folder, as a user would write it: what is measured is what users get. */
final class BenchPipeline {
    private static final String NAME = "bench";
    private static final String FILE = "pipeline.toml";

    private final Path folder;
    private final Extensions extensions;

    private BenchPipeline(Path folder, Extensions extensions) {
        this.folder = folder;
        this.extensions = extensions;
    }

    /**
     * A pipeline's definition.
     *
     * @param from what its file says of the source
     * @param to what it says of the sink
     * @param processor the resource that is its processor; none where messages are passed through
     * @param durability what the log and the sink must survive
     * @param checkpoint how often the state is kept
     * @param commit how often outputs are delivered
     */
    record Plan(
            String from,
            String to,
            Optional<String> processor,
            Durability durability,
            String checkpoint,
            String commit) {
        /** One that delivers as often as a pipeline does that says nothing of it. */
        Plan(String from, String to, String processor, Durability durability, String checkpoint) {
            this(from, to, Optional.of(processor), durability, checkpoint, "10ms");
        }

        private String text() {
            return """
                    [pipeline.%s]
                    from = %s
                    to = %s
                    durability = "%s"
                    checkpoint = "%s"
                    commit = "%s"
                    """.formatted(NAME, from, to, durability.word(), checkpoint, commit)
                    + processor.map(Plan::step).orElse("");
        }

        private static String step(String processor) {
            String language = processor.endsWith(".java") ? "java" : "python";
            return """
                    [[pipeline.%s.step]]
                    %s = "%s"
                    """.formatted(NAME, language, processor);
        }
    }

    /** Writes a pipeline and its processor to a folder. */
    static BenchPipeline write(Path folder, Plan plan, Extensions extensions) throws IOException {
        if (plan.processor().isPresent()) {
            copyResource(plan.processor().get(), folder);
        }
        Files.writeString(folder.resolve(FILE), plan.text());
        return new BenchPipeline(folder, extensions);
    }

    /** Copies a resource of the benchmarks to a folder. */
    static Path copyResource(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream content = BenchPipeline.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            Files.copy(content, target);
        }
        return target;
    }

    /** The pipeline's file. */
    Path file() {
        return folder.resolve(FILE);
    }

    /** Where its runs are. */
    Path data() {
        return folder.resolve("runs");
    }

    /**
     * A run that was recorded.
     *
     * @param folder where
     * @param nanos how long it took from when it went live: its code was loaded, its source open
     */
    record Recorded(RunFolder folder, long nanos) {}

    /** Takes down when a run goes live. */
    private static final class StartWatch implements RunListener {
        private long startNanos = System.nanoTime();

        @Override
        public void started(String run, long inputs) {
            startNanos = System.nanoTime();
        }
    }

    /** Runs it to the end of its source, which has {@code inputs} messages. */
    Recorded record(long inputs) throws IOException {
        StartWatch watch = new StartWatch();
        RunSummary summary = run(() -> false, watch);
        long nanos = System.nanoTime() - watch.startNanos;
        if (summary.state() != RunState.COMPLETED || summary.inputs() != inputs) {
            throw new IllegalStateException("a run that is measured did not complete: " + summary);
        }
        return new Recorded(new RunFolder(data().resolve(NAME).resolve(summary.run())), nanos);
    }

    /** Runs it to the end of its source, or until it is told to stop. */
    RunSummary run(BooleanSupplier stop, RunListener listener) throws IOException {
        RunOptions options = new RunOptions(/* startNew= */ true, /* overwrite= */ true, /* worker= */ false, stop);
        RunSummary summary =
                inController(data(), extensions, controller -> controller.run(definition(), options, listener));
        if (summary.failure().isPresent()) {
            throw new IllegalStateException("a run that is measured failed: " + summary);
        }
        return summary;
    }

    private PipelineDefinition definition() throws IOException {
        try {
            return PipelineFile.read(file(), Optional.empty(), extensions, Map.of())
                    .getFirst();
        } catch (MistakesException e) {
            throw new IllegalStateException("a pipeline that is measured has mistakes: " + e.mistakes(), e);
        }
    }

    /** What is done with a controller. */
    @FunctionalInterface
    interface Task<T> {
        T with(Controller controller) throws Exception;
    }

    /** Does something with a controller; that it fails is a mistake of the benchmark, or of what is measured. */
    static <T> T inController(Path data, Extensions extensions, Task<T> task) throws IOException {
        try {
            return task.with(new Controller(new RunStore(data), extensions));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("a run that is measured was interrupted");
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a run that is measured failed: " + e.getMessage(), e);
        }
    }
}
