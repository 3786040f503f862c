package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.CodeLocation;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorTimer;
import java.util.List;
import java.util.Optional;

/**
 * A failure of a run, or of one message that was passed over.
 *
 * @param place the message concerned, where there is one
 * @param ordinal the input's ordinal; 0 where the run failed before an input
 * @param timer the timer that fired before that input, where it was that
 * @param step the step's id; empty where no step was at work
 * @param path which output of each step before led to the call
 * @param kind why
 * @param error one line that names the cause
 * @param location the place in the processor's code
 * @param traceback the calls that led to it, for people; may be empty
 * @param decision what followed
 */
public record Failure(
        Optional<Place> place,
        long ordinal,
        Optional<ProcessorTimer> timer,
        String step,
        List<Integer> path,
        FailureKind kind,
        String error,
        Optional<CodeLocation> location,
        String traceback,
        ErrorPolicy decision) {
    /** Copies the path. */
    public Failure {
        path = List.copyOf(path);
    }

    /**
     * Where a message is in its stream.
     *
     * @param stream the stream
     * @param shard the shard
     * @param sequence the sequence
     */
    public record Place(StreamKey stream, long shard, long sequence) {
        static Place of(EncodedMessage message) {
            return new Place(message.stream(), message.shard(), message.sequence());
        }

        /** As people write it: {@code stream/shard@sequence}. */
        @Override
        public String toString() {
            return stream + "/" + shard + "@" + sequence;
        }
    }

    static Failure ofStep(
            FedInput input,
            Optional<ProcessorTimer> timer,
            String step,
            List<Integer> path,
            ProcessorException e,
            ErrorPolicy decision) {
        return new Failure(
                Optional.of(Place.of(input.message())),
                input.ordinal(),
                timer,
                step,
                path,
                e.kind(),
                e.error(),
                e.location(),
                e.traceback(),
                decision);
    }

    /** A failure of something that is not a step. */
    static Failure of(Optional<Place> place, long ordinal, FailureKind kind, String error, ErrorPolicy decision) {
        return new Failure(
                place, ordinal, Optional.empty(), "", List.of(), kind, error, Optional.empty(), "", decision);
    }

    RunRecord toRecord() {
        MapValue.Builder content = MapValue.builder()
                .put("ordinal", Value.of(ordinal))
                .put("step", Value.of(step))
                .put("path", Value.list(path.stream().map(Value::of).toList()))
                .put("kind", Value.of(kind.name()))
                .put("error", Value.of(error))
                .put("traceback", Value.of(traceback))
                .put("decision", Value.of(decision.word()));
        place.ifPresent(at -> content.put("stream", Value.of(at.stream().name()))
                .put("shard", Value.of(at.shard()))
                .put("sequence", Value.of(at.sequence())));
        timer.ifPresent(fired -> content.put("timer", fired.key()).put("due", Value.of(fired.due())));
        location.ifPresent(at -> content.put("file", Value.of(at.file()))
                .put("line", Value.of(at.line()))
                .put("function", Value.of(at.function())));
        return new RunRecord(RunRecord.Kind.FAILURE, content.build());
    }

    static Failure ofRecord(RunRecord record) {
        MapValue content = record.content();
        Optional<Place> place = content.has("stream")
                ? Optional.of(new Place(
                        new StreamKey(content.get("stream").asString()),
                        content.get("shard").asLong(),
                        content.get("sequence").asLong()))
                : Optional.empty();
        Optional<CodeLocation> location = content.has("file")
                ? Optional.of(new CodeLocation(
                        content.get("file").asString(),
                        (int) content.get("line").asLong(),
                        content.get("function").asString()))
                : Optional.empty();
        return new Failure(
                place,
                content.get("ordinal").asLong(),
                content.has("due")
                        ? Optional.of(new ProcessorTimer(
                                content.get("timer"), content.get("due").asTime()))
                        : Optional.empty(),
                content.get("step").asString(),
                content.get("path").asList().stream()
                        .map(index -> (int) index.asLong())
                        .toList(),
                FailureKind.valueOf(content.get("kind").asString()),
                content.get("error").asString(),
                location,
                content.get("traceback").asString(),
                ErrorPolicy.ofWord(content.get("decision").asString()).orElseThrow());
    }
}
