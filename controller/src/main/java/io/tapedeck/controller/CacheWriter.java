package io.tapedeck.controller;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to a cache in the background. What waits is kept by key, so it never is more than the state, however slow the
 * cache is. It does nothing more once a write has failed.
 */
final class CacheWriter {
    private final StateCache cache;
    private final Thread thread;
    private Map<Integer, Map<Value, Optional<Value>>> waiting = new HashMap<>();
    private boolean finishing;
    private Optional<IOException> failure = Optional.empty();

    CacheWriter(StateCache cache) {
        this.cache = cache;
        thread = Thread.ofPlatform().daemon().name("tapedeck-checkpoint").start(this::writeAll);
    }

    /** Takes the changes of a step; the map is given away. */
    synchronized void take(int step, Map<Value, Optional<Value>> changes) {
        if (failure.isEmpty()) {
            waiting.merge(step, changes, CacheWriter::both);
            notifyAll();
        }
    }

    private static Map<Value, Optional<Value>> both(
            Map<Value, Optional<Value>> before, Map<Value, Optional<Value>> after) {
        before.putAll(after);
        return before;
    }

    private void writeAll() {
        try {
            for (var changes = next(); changes.isPresent(); changes = next()) {
                for (Map.Entry<Integer, Map<Value, Optional<Value>>> step :
                        changes.get().entrySet()) {
                    cache.write(step.getKey(), step.getValue());
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new IOException("cannot write the cache of the state: " + e, e));
        }
    }

    private synchronized void fail(IOException e) {
        failure = Optional.of(e);
        waiting = new HashMap<>();
    }

    /** All that waits, once there is something; empty where nothing comes any more. */
    private synchronized Optional<Map<Integer, Map<Value, Optional<Value>>>> next() {
        while (waiting.isEmpty() && !finishing) {
            try {
                wait();
            } catch (InterruptedException e) {
                finishing = true; // nobody does that: the thread is this object's own
            }
        }
        Map<Integer, Map<Value, Optional<Value>>> changes = waiting;
        waiting = new HashMap<>();
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    /** Why it writes no more. */
    synchronized Optional<IOException> failure() {
        return failure;
    }

    /** Writes what waits, and ends. */
    void finish() {
        synchronized (this) {
            finishing = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the cache must not be closed under the thread
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
