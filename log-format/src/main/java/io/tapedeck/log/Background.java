package io.tapedeck.log;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for what is done beside the caller; those that have had nothing to do for a minute are gone. */
final class Background {
    private static final ThreadFactory FACTORY =
            Thread.ofPlatform().daemon().name("tapedeck-log-", 0).factory();

    /** As many as there is work: for what waits for the disk. */
    static final Executor THREADS = Executors.newCachedThreadPool(FACTORY);

    /** As many as there are processors: for what computes. */
    static final Executor PROCESSORS = processors();

    private Background() {}

    private static Executor processors() {
        int count = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), FACTORY);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
