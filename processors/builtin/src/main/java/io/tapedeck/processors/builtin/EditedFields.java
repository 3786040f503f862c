package io.tapedeck.processors.builtin;

import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorContext;
import java.util.List;
import java.util.Optional;

/** Edits some fields of each message. */
record EditedFields(List<FieldPath> fields, FieldEdit edit) implements ValueStep.Change {
    /** What becomes of a field. Null stays null: there is nothing in it. */
    @FunctionalInterface
    interface FieldEdit {
        /** The value to be in its place; empty, and the field goes. */
        Optional<Value> apply(Value field, ProcessorContext context) throws StepFailure;
    }

    /** A step that edits the fields that a definition names. */
    static ValueStep of(Definition definition, FieldEdit edit) throws DefinitionException {
        return new ValueStep(new EditedFields(definition.fields(), edit));
    }

    @Override
    public Value of(Message message, ProcessorContext context) throws StepFailure {
        Value value = ValueStep.fieldsOf(message);
        for (FieldPath field : fields) {
            value = field.edited(value, old -> edited(field, old, context));
        }
        return value;
    }

    private Optional<Value> edited(FieldPath field, Value old, ProcessorContext context) throws StepFailure {
        try {
            return edit.apply(old, context);
        } catch (StepFailure e) {
            throw new StepFailure(field + ": " + e.getMessage());
        }
    }
}
