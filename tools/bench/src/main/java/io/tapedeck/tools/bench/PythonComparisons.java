package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The rows of the benchmark of processors written in Python. */
final class PythonComparisons {
    private static final double PIPELINE_TARGET = 1;
    private static final double HANDLER_TARGET = 0.8;
    private static final double LIMIT_TARGET = 1;
    private static final double SHORT_SECONDS_MAX = 2;
    private static final double LONG_SECONDS_MAX = 5;
    private static final String SELF = "ours again";
    /** A handler's messages are in memory, so there may be many of them. */
    private static final int HANDLED_TIMES = 4;
    /** Lines of JSON and of the log are larger, and slower, than the log's payloads: they are measured on fewer. */
    private static final int VOLUME_DIVISOR = 8;

    private static final int WEIGHT = 3;
    private static final int START_WEIGHT = 2;

    private PythonComparisons() {}

    static List<Comparison> of(BenchSettings settings, Optional<Launcher> launcher) {
        long messages = Math.max(1, settings.volumeBytes() / VOLUME_DIVISOR / Orders.LINE_BYTES);
        return List.of(
                row(
                        subject("pipeline, JSON in and out, keyed counter", PlainPython.NAME, PIPELINE_TARGET),
                        () -> new Comparison.Arms(new PythonPipeline(), new PlainPython(PlainPython.Job.PIPELINE)),
                        messages),
                row(
                        subject("handler, mapping in and dict out", PlainPython.NAME, HANDLER_TARGET),
                        () -> handlers(PythonHandler.HANDLE, PlainPython.Job.HANDLER),
                        HANDLED_TIMES * messages),
                row(
                        subject("handler with a keyed counter", PlainPython.NAME, OptionalDouble.empty()),
                        () -> handlers(PythonPipeline.COUNT, PlainPython.Job.COUNTER),
                        HANDLED_TIMES * messages),
                start("first message of a short command", StartTime.Command.INSPECT, SHORT_SECONDS_MAX, launcher),
                start("first message of a long run", StartTime.Command.RUN, LONG_SECONDS_MAX, launcher),
                row(
                        subject("noise of pipeline", SELF, OptionalDouble.empty()),
                        () -> new Comparison.Arms(new PythonPipeline(), new PythonPipeline()),
                        messages));
    }

    private static Comparison row(Comparison.Subject subject, Supplier<Comparison.Arms> arms, long messages) {
        return new Comparison(subject, arms, messages, WEIGHT);
    }

    private static Comparison.Arms handlers(String processor, PlainPython.Job job) {
        return new Comparison.Arms(new PythonHandler(processor), new PlainPython(job));
    }

    private static Comparison start(
            String work, StartTime.Command command, double secondsMax, Optional<Launcher> launcher) {
        return new Comparison(
                subject(work, FixedLimit.NAME, Metric.SECONDS, OptionalDouble.of(LIMIT_TARGET)),
                () -> new Comparison.Arms(new StartTime(launcher, command), new FixedLimit(secondsMax)),
                /* messages= */ 1,
                /* whole= */ true,
                START_WEIGHT);
    }

    private static Comparison.Subject subject(String work, String peer, double target) {
        return subject(work, peer, OptionalDouble.of(target));
    }

    private static Comparison.Subject subject(String work, String peer, OptionalDouble target) {
        return subject(work, peer, Metric.MESSAGES, target);
    }

    private static Comparison.Subject subject(String work, String peer, Metric metric, OptionalDouble target) {
        return new Comparison.Subject(
                work, Orders.LINE_BYTES + " B", peer, metric, Durability.OS, Orders.LINE_BYTES, target);
    }
}
