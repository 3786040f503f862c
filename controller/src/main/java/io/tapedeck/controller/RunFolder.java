package io.tapedeck.controller;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code log/} with the segments and {@code checkpoint/} with LMDB's files. A run of several tasks
 * has a folder for each, {@code 1/}, {@code 2/}, …, which is in itself like that of a run.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** The folder of the log's segments. */
    public Path log() {
        return path.resolve("log");
    }

    Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /** The same task's folder in another run of the pipeline, this being a task's of {@code tasks}. */
    RunFolder inRun(String id, int tasks) {
        Path run = tasks == 1 ? path : path.resolveSibling("..").normalize();
        Path other = run.resolveSibling(id);
        return new RunFolder(tasks == 1 ? other : other.resolve(path.getFileName()));
    }

    /** The ordinal of a task's last input; 0 where it has none. */
    public long lastOrdinal() throws IOException {
        return lastInput().map(MessageRecord::ordinal).orElse(0L);
    }

    /** The ordinal of a task's first input; 0 where it has none. */
    long firstOrdinal() throws IOException {
        return firstInput().map(MessageRecord::ordinal).orElse(0L);
    }

    /** A task's last input, if it has one. */
    public Optional<MessageRecord> lastInput() throws IOException {
        return inputBefore(Long.MAX_VALUE);
    }

    /** A task's last input before an ordinal, if it has one. */
    Optional<MessageRecord> inputBefore(long ordinal) throws IOException {
        try (LogReader reader = LogReader.open(log())) {
            reader.seekOrdinal(ordinal);
            while (reader.previous()) {
                if (reader.record() instanceof MessageRecord message && message.ordinal() < ordinal) {
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        }
    }

    /** A task's first input, if it has one. */
    public Optional<MessageRecord> firstInput() throws IOException {
        try (LogReader reader = LogReader.open(log())) {
            while (reader.next()) {
                if (reader.record() instanceof MessageRecord message) {
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        }
    }

    /** How many inputs a task has from one ordinal to another: some may have been left out between. */
    long inputs(long first, long last) throws IOException {
        if (last == 0 || !start().hasGaps()) {
            return last == 0 ? 0 : last - first + 1;
        }
        try (LogReader reader = LogReader.open(log())) {
            reader.seekOrdinal(first);
            Set<Long> ordinals = new HashSet<>();
            while (reader.next()) {
                if (reader.record() instanceof MessageRecord message && message.ordinal() <= last) {
                    ordinals.add(message.ordinal());
                }
            }
            return ordinals.size();
        }
    }

    /** Refuses a position that a part of a run says nothing of. */
    void checkHas(RunPosition position) throws IOException {
        Optional<RunStart> begun = begun();
        if (begun.flatMap(RunStart::excerpt)
                .filter(excerpt -> excerpt.isBefore(position))
                .isPresent()) {
            throw new NotInExcerptException(
                    position + " is before the part of run " + begun.get().id() + " that is here: " + extent());
        }
    }

    /** The inputs that it has, for people: {@code #207 … #706}, task by task. */
    public String extent() throws IOException {
        List<String> extents = new ArrayList<>();
        for (RunFolder task : tasks()) {
            Optional<RunStart> begun = task.begun();
            long first = begun.isPresent() ? task.firstOrdinal() : 0;
            if (first > 0) {
                extents.add(begun.get().position(first) + " … " + begun.get().position(task.lastOrdinal()));
            }
        }
        return extents.isEmpty() ? "none" : String.join(", ", extents);
    }

    /** The folder of one of its tasks, the run having {@code tasks}. */
    RunFolder ofTask(int task, int tasks) {
        return tasks == 1 ? this : new RunFolder(path.resolve(Integer.toString(task + 1)));
    }

    /** The folders of the tasks that have recorded something, in order; this one where the run has one task. */
    public List<RunFolder> tasks() throws IOException {
        if (Files.isDirectory(log()) || !Files.isDirectory(path)) {
            return List.of(this);
        }
        try (Stream<Path> children = Files.list(path)) {
            List<RunFolder> found = children.filter(
                            child -> child.getFileName().toString().matches("[1-9]\\d{0,5}"))
                    .sorted(Comparator.comparing(
                            child -> Integer.valueOf(child.getFileName().toString())))
                    .map(RunFolder::new)
                    .filter(task -> Files.isDirectory(task.log()))
                    .toList();
            return found.isEmpty() ? List.of(this) : found;
        }
    }

    /** The folders of its tasks' logs; none where this is no run's folder. */
    public List<Path> logs() throws IOException {
        return tasks().stream().map(RunFolder::log).filter(Files::isDirectory).toList();
    }

    /** Whether this looks like a run's folder. */
    boolean exists() throws IOException {
        return Files.isDirectory(tasks().getFirst().log());
    }

    /** Whether there is a segment of a log: a run that got no further recorded nothing. */
    boolean hasLog() throws IOException {
        for (RunFolder task : tasks()) {
            if (task.hasSegment()) {
                return true;
            }
        }
        return false;
    }

    /** The files of a task's log, in order. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(log())) {
            return files.filter(file -> file.toString().endsWith(".tape"))
                    .sorted()
                    .toList();
        }
    }

    private boolean hasSegment() throws IOException {
        return Files.isDirectory(log()) && !segments().isEmpty();
    }

    /** How a task was started; empty where it recorded nothing yet. */
    Optional<RunStart> begun() throws IOException {
        try {
            return hasSegment() ? Optional.of(startOf(this)) : Optional.empty();
        } catch (NothingRecordedException e) {
            return Optional.empty();
        }
    }

    /** Makes the folder of a task that recorded nothing yet; what an attempt left that got no further goes. */
    void create() throws IOException {
        Files.createDirectories(path);
        if (Files.isDirectory(log())) {
            try (Stream<Path> left = Files.list(log())) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Takes the lock of a task, whose folder need not exist; empty where another process has it. */
    Optional<WriterLock> tryLock() throws IOException {
        return WriterLock.tryAcquire(Files.createDirectories(path).resolve("task.lock"));
    }

    /** Whether the start of the run is recorded, so that others find it. */
    boolean hasBegun() throws IOException {
        for (RunFolder task : tasks()) {
            if (task.begun().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** How the run was started: as its first task says that got so far as to record it. */
    public RunStart start() throws IOException {
        List<RunFolder> tasks = tasks();
        for (RunFolder task : tasks.subList(0, tasks.size() - 1)) {
            try {
                return startOf(task);
            } catch (NothingRecordedException e) {
                // The next one may say it: tasks begin in any order.
            }
        }
        return startOf(tasks.getLast());
    }

    private static RunStart startOf(RunFolder task) throws IOException {
        try (RunLogReader log = RunLogReader.open(task.log())) {
            return log.start();
        }
    }
}
