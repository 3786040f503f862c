package io.tapedeck.controller;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Something to be done with each task of a recorded run, several at a time. */
final class TaskWork {
    private TaskWork() {}

    /** What is done with a task. */
    interface Work<T> {
        T with(RunFolder task, RunListener listener) throws IOException, StepLoadException;
    }

    /**
     * Does it with all tasks, and returns what came of it in their order.
     *
     * @param atOnceMax how many at a time
     */
    static <T> List<T> inEach(List<RunFolder> tasks, int atOnceMax, RunListener listener, Work<T> work)
            throws IOException, StepLoadException {
        if (tasks.size() == 1) {
            return List.of(work.with(tasks.getFirst(), listener));
        }
        TaskListeners listeners = new TaskListeners(listener, tasks.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnceMax, tasks.size()))) {
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                RunFolder task = tasks.get(i);
                RunListener told = listeners.of(i);
                results.add(threads.submit(() -> work.with(task, told)));
            }
            try {
                return await(results);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <T> List<T> await(List<Future<T>> results) throws IOException, StepLoadException {
        List<T> all = new ArrayList<>();
        for (Future<T> result : results) {
            try {
                all.add(result.get());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw cause;
                    case StepLoadException cause -> throw cause;
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IOException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }
        return all;
    }
}
