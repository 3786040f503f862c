package io.tapedeck.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts Tapedeck on a pipeline of one message, written in Python, that was started before: what can be cached is.
 */
final class StartTime implements Arm {
    private final Optional<Launcher> launcher;
    private final Command command;
    private Path folder = Path.of("");
    private Path out = Path.of("");
    private BenchPipeline.Plan plan = PythonPipeline.plan(Path.of(""));

    /** What is started. */
    enum Command {
        /** {@code inspect}, to its end: a short command, without Python's compiler. */
        INSPECT,
        /** {@code run}, until the output is in the sink's file: what may be long, with it. */
        RUN
    }

    StartTime(Optional<Launcher> launcher, Command command) {
        this.launcher = launcher;
        this.command = command;
    }

    @Override
    public void prepare(Work work) throws IOException {
        folder = work.folder();
        out = folder.resolve("out.ndjson");
        plan = PythonPipeline.plan(Orders.write(folder, work.messages()));
        BenchPipeline.write(folder, plan, RecordedRun.EXTENSIONS);
        run(work.limit());
    }

    @Override
    public double measure(Work work) throws IOException {
        return switch (command) {
            case INSPECT -> inspect(work.limit());
            case RUN -> run(work.limit());
        };
    }

    private double inspect(Limit limit) throws IOException {
        return Launcher.required(launcher).run(folder, limit, "inspect", "latest", "--at", "#1") / 1e9;
    }

    private double run(Limit limit) throws IOException {
        Files.deleteIfExists(out);
        long start = System.nanoTime();
        try (Launcher.Child child =
                Launcher.required(launcher).start(folder, "run", "pipeline.toml", "--new", "--overwrite")) {
            child.await(limit, this::isDelivered);
            double seconds = (System.nanoTime() - start) / 1e9;
            child.awaitEnd(limit);
            return seconds;
        }
    }

    private boolean isDelivered() {
        try {
            return Files.exists(out) && Files.size(out) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
