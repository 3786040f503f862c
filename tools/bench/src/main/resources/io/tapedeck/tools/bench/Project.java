import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

public final class Project implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) {
        Value order = message.value();
        context.emit(MapValue.builder()
                .put("id", order.get("id"))
                .put("customer", order.get("customer"))
                .put("total", order.get("total"))
                .build());
    }
}
