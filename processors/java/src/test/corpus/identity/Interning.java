// example: String.intern and ==
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Interning implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        String made = new StringBuilder("io").append("ta").toString();
        context.emit(Value.of("" + (made == "iota")));
        context.emit(Value.of("" + (made.intern() == "iota")));
        context.emit(Value.of("" + (Integer.valueOf(127) == Integer.valueOf(127))));
        context.emit(Value.of("" + message.value().toString().intern().length()));
    }
}
