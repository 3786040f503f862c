// example: List.of(object of a class of one's own)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnObjectInList implements Processor {
    static class Plain {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(List.of(new Plain()).toString()));
        context.emit(Value.of(String.format("%s %h", new Plain(), new Plain())));
    }
}
