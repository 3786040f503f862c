// example: Collections.shuffle
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Shuffle implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(list);
        context.emit(Value.of("" + list));
        Collections.shuffle(list, new Random());
        context.emit(Value.of("" + list));
    }
}
