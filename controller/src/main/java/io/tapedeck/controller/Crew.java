package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a run that this process is at, each on a thread of its own. Alone it takes all of them. As one of several
 * workers it takes its share, gives one up when a worker has come, and takes over what another left: the task's lock says
 * whether somebody is at it, and its log, where it stands. If one fails, all of this process stop.
 */
final class Crew {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final RunStart start;
    private final RunFolder run;
    private final Tasks tasks;
    private final BooleanSupplier stopRequested;
    private final RunListener listener;
    private final Map<Integer, Member> working = new TreeMap<>();
    /** How tasks stand that this process was at, or need not be at. */
    private final Map<Integer, RunSummary> ended = new HashMap<>();

    /** Why all stop; read by the tasks too. */
    private volatile @Nullable Throwable broken;

    private volatile boolean failed;
    private boolean isShared;

    /** Makes a task that stops when it is told to. */
    interface Tasks {
        Task task(int task, BooleanSupplier stop);
    }

    Crew(RunStart start, RunFolder run, Tasks tasks, BooleanSupplier stopRequested, RunListener listener) {
        this.start = start;
        this.run = run;
        this.tasks = tasks;
        this.stopRequested = stopRequested;
        this.listener = listener;
    }

    /** Runs all tasks. */
    RunSummary run(int share) throws IOException, ConnectorException, DivergenceException, InterruptedException {
        try {
            takeUpTo(share, true);
            while (!working.isEmpty()) {
                look();
            }
        } finally {
            stopAll();
        }
        return result();
    }

    /**
     * Runs this worker's share.
     *
     * @param begin is closed as soon as other workers can find the run
     */
    RunSummary runAsOneOf(WorkerList workers, WriterLock begin)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        isShared = true;
        try {
            boolean isFirst = true;
            boolean isBegun = false;
            while (!isOver()) {
                int share = Math.ceilDiv(start.tasks(), Math.max(1, workers.count()));
                giveUpBeyond(share);
                takeUpTo(share, isFirst);
                isFirst = false;
                look();
                if (!isBegun && run.hasBegun()) {
                    isBegun = true;
                    begin.close();
                }
            }
        } finally {
            stopAll();
        }
        return result();
    }

    private boolean isOver() {
        return working.isEmpty() && (isStopping() || ended.size() == start.tasks());
    }

    private boolean isStopping() {
        return failed || broken != null || stopRequested.getAsBoolean();
    }

    /**
     * Takes tasks that nobody is at.
     *
     * @param again whether to try again what has completed or failed, as who runs a pipeline again expects
     */
    private void takeUpTo(int share, boolean again) throws IOException {
        for (int task = 0; task < start.tasks() && working.size() < share && !isStopping(); task++) {
            if (working.containsKey(task) || ended.containsKey(task)) {
                continue;
            }
            RunFolder folder = run.ofTask(task, start.tasks());
            Optional<WriterLock> lock = folder.tryLock();
            if (lock.isEmpty()) {
                continue;
            }
            Optional<RunSummary> end = again ? Optional.empty() : endOf(folder);
            if (end.isPresent()) {
                lock.get().close();
                ended.put(task, end.get());
                end.get().failure().ifPresent(this::warn);
            } else {
                working.put(task, new Member(task, lock.get()));
                tell(task, true);
            }
        }
    }

    private void tell(int task, boolean now) {
        if (isShared) {
            listener.worksAt(task + 1, now);
        }
    }

    private void warn(Failure failure) {
        listener.warning("a task failed in another worker: " + failure.error() + "; a worker run again tries it again");
    }

    /** How a task ended that is not to be taken over: one that was left by its worker is. */
    private static Optional<RunSummary> endOf(RunFolder task) throws IOException {
        if (task.begun().isEmpty()) {
            return Optional.empty();
        }
        RunSummary status = RunStatus.ofTask(task, false);
        return status.state() == RunState.COMPLETED || status.state() == RunState.FAILED
                ? Optional.of(status)
                : Optional.empty();
    }

    private void giveUpBeyond(int share) {
        int beyond = working.size() - share;
        for (Member member : working.values()) {
            if (beyond-- > 0) {
                member.stop = true;
            }
        }
    }

    /** Waits a little, and takes note of who came to an end. */
    private void look() throws IOException, InterruptedException {
        Thread.sleep(working.values().stream().allMatch(Thread::isAlive) ? LOOK_EVERY_MILLIS : 0);
        for (Member member : List.copyOf(working.values())) {
            if (!member.isAlive()) {
                working.remove(member.task);
                member.lock.close();
                take(member);
            }
        }
    }

    private void take(Member member) {
        RunSummary summary = member.summary;
        if (summary == null) {
            Throwable first = broken;
            broken = first == null ? member.broken : first;
        } else if (summary.state() == RunState.STOPPED && !isStopping()) {
            tell(member.task, false);
        } else {
            ended.put(member.task, summary);
            failed = failed || summary.state() == RunState.FAILED;
        }
    }

    private void stopAll() throws IOException, InterruptedException {
        working.values().forEach(member -> member.stop = true);
        while (!working.isEmpty()) {
            look();
        }
    }

    private RunSummary result() throws IOException, ConnectorException, DivergenceException, InterruptedException {
        Throwable thrown = broken;
        switch (thrown) {
            case null -> {}
            case IOException e -> throw e;
            case ConnectorException e -> throw e;
            case DivergenceException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(thrown);
        }
        List<RunSummary> all = new ArrayList<>(ended.values());
        for (int task = 0; task < start.tasks(); task++) {
            RunFolder folder = run.ofTask(task, start.tasks());
            if (!ended.containsKey(task) && folder.begun().isPresent()) {
                all.add(RunStatus.ofTask(folder, false).withState(RunState.STOPPED)); // as far as this process goes
            }
        }
        return RunSummary.ofRun(start, run, all);
    }

    private final class Member extends Thread {
        private final int task;
        private final WriterLock lock;
        private volatile boolean stop;
        private volatile @Nullable RunSummary summary;
        private volatile @Nullable Throwable broken;

        private Member(int task, WriterLock lock) {
            super("tapedeck-task-" + (task + 1));
            this.task = task;
            this.lock = lock;
            start();
        }

        @Override
        public void run() {
            try {
                summary = tasks.task(task, () -> stop || isStopping()).run(start.ofTask(task));
            } catch (Throwable e) {
                broken = e;
            }
        }
    }
}
