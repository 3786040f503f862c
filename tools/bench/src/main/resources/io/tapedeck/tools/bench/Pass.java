import io.tapedeck.log.Message;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

public final class Pass implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) {
        context.emit(message.value());
    }
}
