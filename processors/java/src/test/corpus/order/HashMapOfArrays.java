// example: HashMap with keys of new Object()
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashMapOfArrays implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Object, Integer> map = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            map.put(new Object(), i);
            map.put(new int[i], i);
        }
        context.emit(Value.of("" + map.values()));
    }
}
