import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

public final class Count implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) {
        Value before = context.state().get(message.key());
        Value count = Value.of(before.isNull() ? 1 : before.asLong() + 1);
        context.state().put(message.key(), count);
        context.emit(count);
    }
}
