// example: a HashMap into the store
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MapToState implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<String, Value> map = new HashMap<>();
        for (TimeUnit unit : TimeUnit.values()) {
            map.put(unit.name(), Value.of(unit.ordinal()));
        }
        context.state().put("map", Value.map(map));
        context.emit(Value.of("" + context.state().get("map")));
    }
}
