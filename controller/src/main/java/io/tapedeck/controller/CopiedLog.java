package io.tapedeck.controller;

import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log of a run that is made of another one's records, in their order; it counts what they come to. */
final class CopiedLog implements Closeable {
    private static final LogSettings SETTINGS = LogSettings.of(Durability.FSYNC);

    private final RunFolder target;
    private final RunStart start;
    private final SourcePosition source = new SourcePosition(Value.NULL);
    private List<ProcessorCode> code;
    private LogWriter log;
    private Optional<LogPosition> opening = Optional.empty();
    private long ticks;
    private long outputs;
    private long endNanos;
    private long lastOrdinal;
    private long completed;
    private boolean passedOver;

    private CopiedLog(RunFolder target, RunStart start, LogWriter log) {
        this.target = target;
        this.start = start;
        this.log = log;
        code = start.code();
        endNanos = start.startNanos();
    }

    /** Begins it: with the run start, and with the state before its first input, where that is not the run's first. */
    static CopiedLog begin(RunFolder target, RunStart start, Opening opening) throws IOException {
        CopiedLog copy = new CopiedLog(target, start, openLog(target, start));
        try {
            copy.log.append(start.toRecord());
            if (start.excerpt().isPresent()) {
                copy.opening = Optional.of(opening.writeTo(copy.log::append));
                copy.startAt(opening.checkpoint());
            }
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.log.abandon();
            throw e;
        }
    }

    /** The writer of the log of a run that begins; a part of a run begins with its first input. */
    static LogWriter openLog(RunFolder target, RunStart start) throws IOException {
        return LogWriter.createAt(
                target.log(),
                LogUse.RUN,
                start.logId(),
                SETTINGS,
                start.excerpt().map(Excerpt::first).orElse(1L));
    }

    private void startAt(Checkpoint checkpoint) {
        ticks = checkpoint.ticks();
        outputs = checkpoint.outputs();
        endNanos = checkpoint.endNanos();
        source.advance(checkpoint.sourcePosition());
        lastOrdinal = checkpoint.inputs();
        completed = checkpoint.inputs();
    }

    LogPosition append(FedInput input) throws IOException {
        if (input.ordinal() > log.ordinal() + 1) {
            log.appendGap(input.ordinal() - 1);
        }
        passedOver = false;
        if (input.isTick()) {
            ticks += input.ordinal() > lastOrdinal ? 1 : 0;
        } else {
            source.advance(input.position());
        }
        lastOrdinal = input.ordinal();
        return log.append(input.ordinal(), input.feedTimeNanos(), input.message(), input.position());
    }

    void append(LogRecord.StepRecord step) throws IOException {
        log.append(step);
        completed = step.ordinal();
        endNanos = step.endNanos();
        int last = code.size() - 1;
        boolean isOutput = code.isEmpty() && !passedOver; // without steps, the messages are the outputs
        outputs += isOutput ? 1 : 0;
        outputs += step.calls().stream()
                .filter(call -> call.step() == last)
                .mapToLong(LogRecord.Call::outputCount)
                .sum();
    }

    LogPosition append(LogRecord.RunRecord record) throws IOException {
        if (record.kind() == LogRecord.RunRecord.Kind.FAILURE) {
            passedOver = Failure.ofRecord(record).decision() != ErrorPolicy.STOP;
        }
        return log.append(record);
    }

    /** A segment begins with the code in force; what changes it stands before its first step. */
    void changeCode(ProcessorCode change) throws IOException {
        List<ProcessorCode> changed = CodeValues.with(code, change);
        if (changed.equals(code)) {
            return;
        }
        log.close();
        log = LogWriter.resume(target.log(), Optional.of(start.withCode(code).toRecord()), SETTINGS);
        log.append(CodeValues.toChange(change));
        code = changed;
        log.repeatAtHead(start.withCode(code).toRecord());
    }

    /** Writes a checkpoint with the whole state. */
    void checkpoint(long inputs, List<StateStore> states, MapValue delivered) throws IOException {
        new Opening(
                        states,
                        Optional.of(Opening.checkpoint(inputs, ticks, outputs, source.toValue(), delivered, endNanos)))
                .writeTo(log::append);
    }

    /** Where the state before the first input stands, if it has to. */
    Optional<LogPosition> opening() {
        return opening;
    }

    /** Writes that the run stopped here. */
    void stop() throws IOException {
        log.append(new RunEnd(RunState.STOPPED, completed, outputs, Instant.now()).toRecord());
    }

    /** The outputs so far, of the whole run. */
    long outputs() {
        return outputs;
    }

    void sync() throws IOException {
        log.sync();
    }

    /** Lets go of the log; it is sealed. */
    @Override
    public void close() throws IOException {
        log.close();
    }
}
