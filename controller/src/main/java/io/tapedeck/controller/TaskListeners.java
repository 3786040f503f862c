package io.tapedeck.controller;

/** Makes of what the tasks of a run tell, each on a thread of its own, what one run would tell. */
final class TaskListeners {
    private final RunListener run;
    private final long[] inputs;
    private final long[] outputs;

    TaskListeners(RunListener run, int tasks) {
        this.run = run;
        inputs = new long[tasks];
        outputs = new long[tasks];
    }

    RunListener of(int task) {
        return new OfTask(task);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private final class OfTask implements RunListener {
        private final int task;

        private OfTask(int task) {
            this.task = task;
        }

        @Override
        public void started(String id, long inputsBefore) {
            synchronized (TaskListeners.this) {
                inputs[task] = inputsBefore;
                run.started(id, sum(inputs));
            }
        }

        @Override
        public void progress(long inputsSoFar, long outputsSoFar) {
            synchronized (TaskListeners.this) {
                inputs[task] = inputsSoFar;
                outputs[task] = outputsSoFar;
                run.progress(sum(inputs), sum(outputs));
            }
        }

        @Override
        public void following(long inputsSoFar, long lagNanos) {
            synchronized (TaskListeners.this) {
                inputs[task] = inputsSoFar;
                run.following(sum(inputs), lagNanos);
            }
        }

        @Override
        public void circuit(Circuit.Status status) {
            synchronized (TaskListeners.this) {
                run.circuit(status);
            }
        }

        @Override
        public void note(long ordinal, String text) {
            synchronized (TaskListeners.this) {
                run.note(ordinal, "task " + (task + 1) + ": " + text);
            }
        }

        @Override
        public void passedOver(Failure failure) {
            synchronized (TaskListeners.this) {
                run.passedOver(failure);
            }
        }

        @Override
        public void hung(String id, String step) {
            run.hung(id, step); // waits for nobody: it may end the process
        }

        @Override
        public void warning(String sentence) {
            synchronized (TaskListeners.this) {
                run.warning("task " + (task + 1) + ": " + sentence);
            }
        }
    }
}
