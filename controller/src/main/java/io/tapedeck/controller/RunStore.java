package io.tapedeck.controller;

import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The runs below a data folder: {@code DIR/<pipeline>/<run id>/}. */
public final class RunStore {
    private static final String RUN_LOCK = "run.lock";

    private final Path data;

    /** The runs below {@code data}, which need not exist. */
    public RunStore(Path data) {
        this.data = data;
    }

    /**
     * A run with how it was started.
     *
     * @param folder its folder
     * @param start its first record
     */
    public record Run(RunFolder folder, RunStart start) {}

    /** All runs whose start can be read, oldest first. */
    public List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path pipeline : folders(data)) {
            for (Path folder : folders(pipeline)) {
                RunFolder run = new RunFolder(folder);
                if (run.exists()) {
                    read(run).ifPresent(runs::add);
                }
            }
        }
        runs.sort(Comparator.comparing((Run run) -> run.start().made())
                .thenComparing(run -> run.start().id()));
        return runs;
    }

    private static Optional<Run> read(RunFolder folder) {
        try {
            return Optional.of(new Run(folder, folder.start()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    /**
     * The newest run of a pipeline that goes on when it is run again: one that was shrunk does not.
     *
     * @throws IOException where the start of any of its runs cannot be read: that one might be the newest
     */
    Optional<Run> newestOf(String pipeline) throws IOException {
        Optional<Run> newest = Optional.empty();
        for (Path path : folders(data.resolve(pipeline))) {
            RunFolder folder = new RunFolder(path);
            Optional<Run> run = folder.hasLog() ? readOrFail(folder) : Optional.empty();
            if (run.isPresent()
                    && run.get().start().goesOn()
                    && (newest.isEmpty()
                            || newest.get()
                                    .start()
                                    .made()
                                    .isBefore(run.get().start().made()))) {
                newest = run;
            }
        }
        return newest;
    }

    private static Optional<Run> readOrFail(RunFolder folder) throws IOException {
        try {
            return Optional.of(new Run(folder, folder.start()));
        } catch (NothingRecordedException e) {
            return Optional.empty();
        }
    }

    /** The folders of runs whose start cannot be read, though there is a log. */
    public List<RunFolder> unreadable() throws IOException {
        List<RunFolder> unreadable = new ArrayList<>();
        for (Path pipeline : folders(data)) {
            for (Path path : folders(pipeline)) {
                RunFolder folder = new RunFolder(path);
                if (folder.hasLog() && read(folder).isEmpty()) {
                    unreadable.add(folder);
                }
            }
        }
        return unreadable;
    }

    /**
     * Finds a run.
     *
     * @param name an id, a unique prefix of one, a run's folder, or {@code latest}
     * @throws RunNotFoundException where there is none, or more than one; the message is a sentence
     */
    public RunFolder find(String name) throws RunNotFoundException, IOException {
        RunFolder folder = new RunFolder(Path.of(name));
        if (folder.exists()) {
            return folder;
        }
        List<Run> runs = runs();
        if (name.equals("latest")) {
            return runs.stream()
                    .reduce((older, newer) -> newer)
                    .orElseThrow(() -> new RunNotFoundException("there is no run in " + data
                            + " yet; ./tapedeck run makes one, --data DIR looks elsewhere"))
                    .folder();
        }
        List<Run> matching =
                runs.stream().filter(run -> run.start().id().startsWith(name)).toList();
        if (matching.size() != 1) {
            throw new RunNotFoundException(
                    matching.isEmpty()
                            ? "there is no run " + name + " in " + data
                                    + "; ./tapedeck runs lists them, --data DIR looks " + "elsewhere"
                            : name + " could be "
                                    + String.join(
                                            " or ",
                                            matching.stream()
                                                    .map(run -> run.start().id())
                                                    .toList()));
        }
        return matching.getFirst().folder();
    }

    /** An identity for a new run of a pipeline: no other one has its short id. */
    UUID newIdentity(String pipeline) {
        UUID run = UUID.randomUUID();
        while (Files.exists(folder(pipeline, RunStart.shortId(run)).path())) {
            run = UUID.randomUUID();
        }
        return run;
    }

    /** A time, but behind that when any run was made: the one that was made last is the newest. */
    Instant behindAll(Instant now) throws IOException {
        List<Run> runs = runs();
        return runs.isEmpty() || runs.getLast().start().made().isBefore(now)
                ? now
                : runs.getLast().start().made().plusNanos(1);
    }

    /** The folder of a run, which need not exist. */
    RunFolder folder(String pipeline, String id) {
        return new RunFolder(data.resolve(pipeline).resolve(id));
    }

    /** The lock of a pipeline, which whoever runs it alone holds; empty where another process runs it. */
    Optional<WriterLock> lock(String pipeline) throws IOException {
        return WriterLock.tryAcquire(inFolder(pipeline, RUN_LOCK));
    }

    /** The lock of a pipeline, as one of several workers; empty where another process runs it alone. */
    Optional<WriterLock> lockAsWorker(String pipeline) throws IOException {
        return WriterLock.tryAcquireShared(inFolder(pipeline, RUN_LOCK));
    }

    /** Held by the worker that looks for the newest run, or begins one. */
    Optional<WriterLock> lockToBegin(String pipeline) throws IOException {
        return WriterLock.tryAcquire(inFolder(pipeline, "begin.lock"));
    }

    private Path inFolder(String pipeline, String file) throws IOException {
        return Files.createDirectories(data.resolve(pipeline)).resolve(file);
    }

    /** Where the workers of a pipeline sign in. */
    WorkerList workers(String pipeline) throws IOException {
        return new WorkerList(Files.createDirectories(data.resolve(pipeline).resolve("workers")));
    }

    /** Whether a process is running a pipeline. */
    boolean running(String pipeline) throws IOException {
        return WriterLock.held(data.resolve(pipeline).resolve(RUN_LOCK));
    }
}
