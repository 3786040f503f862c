package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message that a run passed over, as its log has it.
 *
 * @param start the task that did
 * @param ordinal the input's ordinal
 * @param fed when it was fed
 * @param message the message as it came
 * @param failures what failed, each once, in order; never empty
 */
public record PassedOver(RunStart start, long ordinal, Instant fed, EncodedMessage message, List<Failure> failures) {
    /** Copies the list. */
    public PassedOver {
        failures = List.copyOf(failures);
    }

    /** Is given one after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** The next one. */
        void visit(PassedOver passedOver) throws IOException, ConnectorException;
    }

    /** Its place in the run as people write it: {@code #123}, or {@code 2/#123} where the run has several tasks. */
    public String position() {
        return start.position(ordinal);
    }

    /** Whether a position names it: exactly, but for a time, at which or behind which it was fed. */
    public boolean isAt(RunPosition position) {
        return switch (position) {
            case RunPosition.Ordinal(int task, long number) ->
                number == ordinal && (task == 0 || task == start.task() + 1);
            case RunPosition.FeedTime(Instant time) -> !fed.isBefore(time);
            case RunPosition.Sequence(var stream, long shard, long sequence) ->
                message.stream().equals(stream) && message.shard() == shard && message.sequence() == sequence;
        };
    }

    /** Gives those of a task, in order; see {@link Controller#passedOver}. */
    static void visit(RunFolder task, boolean whole, Extensions extensions, Visitor visitor)
            throws IOException, ConnectorException {
        try (RunLogReader log = RunLogReader.open(task.log());
                WithheldInputs withheld = new WithheldInputs(log.start(), extensions)) {
            Optional<Value> before = log.sourcePosition();
            for (Optional<RecordedInput> next = log.next(); next.isPresent(); next = log.next()) {
                RecordedInput recorded = next.get();
                boolean isPassedOver =
                        !recorded.passedOver().isEmpty() && recorded.outcome().isPresent();
                if (isPassedOver) {
                    visitor.visit(of(log.start(), whole ? withheld.whole(recorded, before) : recorded));
                }
                before = log.sourcePosition();
            }
        }
    }

    private static PassedOver of(RunStart start, RecordedInput recorded) {
        FedInput input = recorded.input();
        List<Failure> last = recorded.passedOver().stream()
                .map(failure ->
                        recorded.passedOver(failure.step(), failure.path()).orElse(failure))
                .distinct()
                .toList();
        return new PassedOver(start, input.ordinal(), Times.instant(input.feedTimeNanos()), input.message(), last);
    }
}
