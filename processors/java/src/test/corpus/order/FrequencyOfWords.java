// example: HashMap with strings
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FrequencyOfWords implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<String, Integer> map = new HashMap<>();
        for (String word : "to be or not to be that is the question".split(" ")) {
            map.merge(word, 1, Integer::sum);
        }
        context.emit(Value.of("" + map));
    }
}
