package io.tapedeck.controller;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays, on a thread of its own, the way that leads to where the trail of a playback begins. So going back past that
 * place costs no replay, if there was time for one in between. It has processors and a state of its own.
 */
final class Scout implements AutoCloseable {
    private final RunFolder task;
    private final Extensions extensions;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("scout").factory());
    private Optional<Playback> playback = Optional.empty();
    private Optional<Way> way = Optional.empty();

    /** What is being played, or was: the way to the input {@code to}. */
    private record Way(long to, Future<Optional<Trail>> trail) {}

    /** What is sought now; a replay to anything else is given up. 0 for nothing. */
    private volatile long sought;

    Scout(RunFolder task, Extensions extensions) {
        this.task = task;
        this.extensions = extensions;
    }

    /** Sets out for the way to an input, if it has not yet. */
    void seek(long ordinal) {
        if (way.isEmpty() || way.get().to() != ordinal) {
            sought = ordinal;
            way = Optional.of(new Way(ordinal, thread.submit(() -> play(ordinal))));
        }
    }

    /** The way to an input, waited for; empty where it was not sought, or could not be played to its end. */
    Optional<Trail> found(long ordinal) {
        if (way.isEmpty() || way.get().to() != ordinal) {
            return Optional.empty();
        }
        Future<Optional<Trail>> played = way.get().trail();
        way = Optional.empty();
        try {
            return played.get();
        } catch (ExecutionException e) {
            return Optional.empty(); // a replay from the same place says why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Trail> play(long ordinal) throws IOException, StepLoadException, DivergenceException {
        if (playback.isEmpty()) {
            playback = Optional.of(Playback.open(task, extensions, RunListener.SILENT));
        }
        return playback.get().leadingTo(ordinal, () -> sought == ordinal);
    }

    private void leave() throws IOException {
        if (playback.isPresent()) {
            playback.get().close();
        }
    }

    @Override
    public void close() throws IOException {
        sought = 0;
        Future<?> left = thread.submit(() -> {
            leave();
            return null;
        });
        thread.close();
        if (left.state() == Future.State.FAILED && left.exceptionNow() instanceof IOException e) {
            throw e;
        }
    }
}
