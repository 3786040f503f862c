// example: a list from the store, changed in place
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InPlace implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Value> list = new ArrayList<>(context.state().has("list") ? context.state().get("list").asList() : List.of());
        list.add(message.value());
        context.state().put("list", Value.list(list));
        context.emit(Value.of("" + list.size()));
        context.emit(Value.of("" + context.state().get("list")));
    }
}
