// example: HashMap with Class keys
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashMapOfClasses implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Class<?>, Integer> map = new HashMap<>();
        for (Object each : List.of(1, 2L, 'c', "s", 1.0, true)) {
            map.put(each.getClass(), 1);
        }
        context.emit(Value.of("" + map));
    }
}
