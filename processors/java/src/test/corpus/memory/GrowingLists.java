// example: capacity of collections
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GrowingLists implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; i < 99; i++) {
            builder.append(i);
        }
        context.emit(Value.of("" + builder.capacity()));
        context.emit(Value.of("" + new Vector<>(List.of(1)).capacity()));
    }
}
