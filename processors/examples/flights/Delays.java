import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

/** For each flight that is an hour late or more: how late its airport runs on average so far. */
public final class Delays implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) {
        Value flight = message.value();
        String origin = flight.get("origin").asString();
        long delay = flight.get("delay").asLong();

        Value before = context.state().get(origin);
        long flights = before.isNull() ? 1 : before.get("flights").asLong() + 1;
        long minutes = before.isNull() ? delay : before.get("minutes").asLong() + delay;
        context.state().put(origin, Value.map("flights", Value.of(flights), "minutes", Value.of(minutes)));

        if (delay >= 60) {
            context.emit(MapValue.builder()
                    .put("flight", Value.of(message.sequence()))
                    .put("origin", Value.of(origin))
                    .put("delay", Value.of(delay))
                    .put("average", Value.of((double) minutes / flights))
                    .build());
        }
    }
}
