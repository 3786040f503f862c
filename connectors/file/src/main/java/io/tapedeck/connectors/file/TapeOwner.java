package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EffectId;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueTypeException;
import java.util.List;
import java.util.Optional;

/**
 * For whom a stream file is written. Each message says so itself, in its part for the source's position, as a
 * list; so the last one says how far the run has come, and there is no index beside the file.
 *
 * <pre>
 *   string   lineage: the UUID as text
 *   integer  task
 *   integer  ordinal of the input that the effect is of
 *   integer  index of the output among those of the input
 * </pre>
 *
 * @param lineage whose effects
 * @param task the task
 */
record TapeOwner(String lineage, long task) {
    private static final int FIELDS = 4;

    /** What a message's position part says: whose effect it is, and which. */
    private record Claim(TapeOwner owner, EffectId effect) {}

    /** The position part of the message of an effect. */
    Value position(EffectId effect) {
        return Value.list(Value.of(lineage), Value.of(task), Value.of(effect.ordinal()), Value.of(effect.index()));
    }

    /** The effect that a message is of; after {@link #objection} had none. */
    Optional<EffectId> effect(LogRecord.MessageRecord message) {
        return claim(message.position()).map(Claim::effect);
    }

    /** Why a message cannot be in this owner's file, to stand behind the file's name. */
    Optional<String> objection(LogRecord.MessageRecord message) {
        Optional<Claim> claim = claim(message.position());
        if (claim.isEmpty()) {
            return Optional.of("holds messages that no run wrote");
        }
        TapeOwner found = claim.get().owner();
        if (!found.lineage.equals(lineage)) {
            return Optional.of("holds the outputs of another run");
        }
        return found.task == task ? Optional.empty() : Optional.of("holds the outputs of task " + found.task);
    }

    private static Optional<Claim> claim(Value position) {
        if (!(position instanceof ListValue(List<Value> fields)) || fields.size() != FIELDS) {
            return Optional.empty();
        }
        try {
            EffectId effect = new EffectId(
                    fields.get(2).asLong(), Math.toIntExact(fields.get(3).asLong()));
            return Optional.of(new Claim(
                    new TapeOwner(fields.get(0).asString(), fields.get(1).asLong()), effect));
        } catch (ValueTypeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
