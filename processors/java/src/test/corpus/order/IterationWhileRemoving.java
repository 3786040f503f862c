// example: removal while a ConcurrentHashMap iterates
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class IterationWhileRemoving implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Integer, Integer> map = new ConcurrentHashMap<>();
        for (int i = 0; i < 9; i++) {
            map.put(i, i);
        }
        for (Integer key : map.keySet()) {
            if (key % 2 == 0) {
                map.remove(key);
                map.put(key + 1, 0);
            }
        }
        context.emit(Value.of("" + map));
    }
}
