package io.tapedeck.tools.bench;

import io.tapedeck.controller.Extensions;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogException;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Kills a run with {@code kill -9} and resumes it, with all its messages behind the last checkpoint. Timed from the
 * start of the process to when it has delivered the output of a message that is new. It is killed again then, so that
 * the next time finds the same.
 */
final class ResumeTime implements Arm {
    private static final String SINK = "out.tape";

    private final Bytes[] payloads;
    private final Optional<Launcher> launcher;
    private final Deque<LogWriter> sources = new ArrayDeque<>();
    private Path folder = Path.of("");
    private String pipeline = "";

    ResumeTime(Payloads payloads, Optional<Launcher> launcher) {
        this.payloads = payloads.as(BeaconLog::payload, new Bytes[0]);
        this.launcher = launcher;
    }

    @Override
    public void prepare(Work work) throws IOException {
        Launcher required = Launcher.required(launcher);
        folder = work.folder();
        LogWriter source = BeaconLog.create(folder, Durability.OS);
        sources.push(source);
        String from = "{ url = \"file://" + BeaconLog.file(folder).getFileName() + "\", follow = true }";
        BenchPipeline.Plan plan = new BenchPipeline.Plan(
                from, "\"file://" + SINK + "\"", RecordedRun.PASS, Durability.OS, /* checkpoint= */ "24h");
        pipeline = BenchPipeline.write(folder, plan, Extensions.load()).file().toString();
        append(source, work.messages());
        runUntilDelivered(required, work);
    }

    @Override
    public double measure(Work work) throws IOException {
        append(sources.element(), 1);
        long start = System.nanoTime();
        runUntilDelivered(Launcher.required(launcher), work);
        return (System.nanoTime() - start) / 1e9;
    }

    private void append(LogWriter source, long messages) throws IOException {
        BeaconLog.appendAll(source, payloads, source.ordinal(), source.ordinal() + messages);
        source.sync();
    }

    private void runUntilDelivered(Launcher required, Work work) throws IOException {
        long wanted = sources.element().ordinal();
        try (Launcher.Child child = required.start(folder, "run", pipeline)) {
            child.await(work.limit(), () -> delivered(folder.resolve(SINK)) == wanted);
        }
    }

    /** How many messages a sink's file holds. */
    private static long delivered(Path sink) {
        if (!Files.exists(sink)) {
            return 0;
        }
        try (LogReader reader = LogReader.open(sink)) {
            reader.seekOrdinal(Long.MAX_VALUE);
            while (reader.previous()) {
                if (reader.record() instanceof LogRecord.MessageRecord message) {
                    return message.message().sequence();
                }
            }
            return 0;
        } catch (LogException e) {
            return 0; // it is just being made
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        while (!sources.isEmpty()) {
            sources.pop().abandon();
        }
    }
}
