package io.tapedeck.log;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The threads in which logs are written, read ahead and digested; there are as many as there is work, and no more after a minute. */
final class Background {
    static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("tapedeck-log-", 0).factory());

    private Background() {}
}
