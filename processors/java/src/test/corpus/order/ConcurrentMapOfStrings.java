// example: ConcurrentHashMap with strings
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConcurrentMapOfStrings implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        for (String word : "to be or not to be".split(" ")) {
            map.merge(word, 1, Integer::sum);
        }
        context.emit(Value.of("" + map));
    }
}
