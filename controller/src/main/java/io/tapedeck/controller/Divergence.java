package io.tapedeck.controller;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Timers;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first difference of a replay from the record.
 *
 * @param place the message
 * @param sourcePosition where its source goes on after it
 * @param ordinal its ordinal
 * @param feedTimeNanos when it was fed
 * @param step the step's id
 * @param recorded what the log has
 * @param replayed what came out
 * @param likely what it is, and what is likely behind it
 * @param suspects lines of the step's code that look like the cause
 * @param writes what the replayed step wrote to its state for this input
 * @param environment how the environment differs from that of the record, in what must match and what is only noted;
 *     empty where it was not asked
 */
public record Divergence(
        Failure.Place place,
        Value sourcePosition,
        long ordinal,
        long feedTimeNanos,
        String step,
        Value recorded,
        Value replayed,
        LikelyCause likely,
        List<CodeLine> suspects,
        List<StateStore.Change> writes,
        Optional<Fingerprint.Differences> environment) {
    /** Copies the lists. */
    public Divergence {
        suspects = List.copyOf(suspects);
        writes = List.copyOf(writes);
    }

    /** What it is, and what is likely behind it, in a sentence. */
    public String cause() {
        return likely.sentence();
    }

    /** The same with what was found around it. */
    Divergence with(List<ProcessorCode> code, List<StateStore.Change> replayedWrites, Fingerprint.Differences here) {
        List<CodeLine> found = code.stream()
                .filter(each -> each.step().equals(step))
                .findFirst()
                .flatMap(each -> likely.suspects().map(pattern -> CodeLine.matching(each, pattern)))
                .orElse(List.of());
        return new Divergence(
                place,
                sourcePosition,
                ordinal,
                feedTimeNanos,
                step,
                recorded,
                replayed,
                likely,
                found,
                replayedWrites,
                Optional.of(here));
    }

    static Divergence ofOutputs(FedInput input, String step, Call recorded, Call replayed) {
        ListValue before = RecordedOutputs.of(input, recorded).toValue();
        ListValue now = RecordedOutputs.of(input, replayed).toValue();
        return of(input, step, before, now, LikelyCause.of(before, now));
    }

    static Divergence ofState(FedInput input, String step, Call recorded, Call replayed) {
        return of(
                input,
                step,
                digest(recorded.stateDigest()),
                digest(replayed.stateDigest()),
                "the outputs are the same, the state's digest differs: another key or value was written, or in another "
                        + "order");
    }

    /** The first entry in which a checkpoint's state and the replay's differ, or their digests where none does. */
    static Optional<Divergence> ofStates(FedInput input, String step, StateStore recorded, StateStore replayed) {
        String cause = "the state that the log has at the checkpoint before this input is another";
        Iterator<Map.Entry<Value, Value>> theirs = recorded.entries().iterator();
        Iterator<Map.Entry<Value, Value>> ours = replayed.entries().iterator();
        while (theirs.hasNext() || ours.hasNext()) {
            Value one = theirs.hasNext() ? entry(theirs.next()) : Value.NULL;
            Value other = ours.hasNext() ? entry(ours.next()) : Value.NULL;
            if (!one.equals(other)) {
                return Optional.of(of(input, step, one, other, cause));
            }
        }
        if (!recorded.timers().all().equals(replayed.timers().all())) {
            return Optional.of(
                    of(input, step, timers(recorded.timers()), timers(replayed.timers()), cause + ", in its timers"));
        }
        return recorded.digest() == replayed.digest()
                ? Optional.empty()
                : Optional.of(of(input, step, digest(recorded.digest()), digest(replayed.digest()), cause));
    }

    /** Timers, for people and scripts: a map of each key with its time, in the order in which they fire. */
    private static Value timers(Timers timers) {
        return Value.list(timers.all().stream()
                .map(timer -> Value.map("timer", timer.key(), "due", Value.of(timer.due())))
                .toList());
    }

    private static Value entry(Map.Entry<Value, Value> entry) {
        return Value.map("key", entry.getKey(), "value", entry.getValue());
    }

    static Divergence ofCallCount(FedInput input, String step, int recorded, int replayed) {
        return of(
                input,
                step,
                Value.map("calls", Value.of(recorded)),
                Value.map("calls", Value.of(replayed)),
                "another number of processor calls");
    }

    static Divergence ofClock(FedInput input, String step, long recorded, long replayed) {
        return of(
                input,
                step,
                Value.map("clock", Value.of(Times.instant(recorded))),
                Value.map("clock", Value.of(Times.instant(replayed))),
                "the outputs and the state are the same, the clock at the end differs: the code read the clock another "
                        + "number of times, or slept");
    }

    /** The replay failed where the record did not. */
    static Divergence ofFailure(RecordedInput recorded, Failure failure) {
        return failure.kind() == FailureKind.EFFECT
                ? ofEffect(recorded.input(), failure, recorded.effects())
                : ofError(
                        recorded.input(), failure, RecordedOutputs.of(recorded).toValue());
    }

    /** The replay failed by another error than is recorded, or where something else is. */
    static Divergence ofError(FedInput input, Failure failure, Value recorded) {
        return of(
                input,
                failure.step(),
                recorded,
                Value.map("error", Value.of(failure.error())),
                "the step failed on replay");
    }

    /** The replay asked a service for what was not asked when it was recorded. */
    private static Divergence ofEffect(FedInput input, Failure failure, List<RecordedEffect> recorded) {
        List<Value> asked = recorded.stream()
                .map(RecordedEffect::request)
                .filter(request -> request.step().equals(failure.step()))
                .map(request -> (Value) Value.map("service", Value.of(request.service()), "request", request.content()))
                .toList();
        return of(
                input,
                failure.step(),
                Value.map("asked", Value.list(asked)),
                Value.map("error", Value.of(failure.error())),
                "the step asked a service for something else than when it was recorded");
    }

    /** The record failed where the replay did not. */
    static Divergence ofSuccess(FedInput input, Failure recorded, List<Output> outputs) {
        return of(
                input,
                recorded.step(),
                Value.map("error", Value.of(recorded.error())),
                Value.list(outputs.stream().map(Output::value).toList()),
                "the step failed when it was recorded, and did not on replay");
    }

    private static Divergence of(FedInput input, String step, Value recorded, Value replayed, String cause) {
        return of(input, step, recorded, replayed, LikelyCause.known(cause));
    }

    private static Divergence of(FedInput input, String step, Value recorded, Value replayed, LikelyCause likely) {
        return new Divergence(
                Failure.Place.of(input.message()),
                input.position(),
                input.ordinal(),
                input.feedTimeNanos(),
                step,
                recorded,
                replayed,
                likely,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static MapValue digest(long digest) {
        return Value.map("state_digest", Value.of(HexFormat.of().toHexDigits(digest)));
    }
}
