import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

/** What each customer has spent so far, whenever they order. */
public final class Totals implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) {
        Value order = message.value();
        String customer = order.get("customer").asString();
        Value before = context.state().get(customer);
        double spent = (before.isNull() ? 0.0 : before.asDouble()) + order.get("total").asDouble();
        context.state().put(customer, Value.of(spent));
        context.emit(Value.map("customer", Value.of(customer), "spent", Value.of(spent)));
    }
}
