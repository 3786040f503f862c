// example: List.of(date).toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateInList implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(List.of(new Date(0)).toString()));
        context.emit(Value.of(String.valueOf(new Date(5))));
        context.emit(Value.of(String.format("%s %tF %<tT %<tZ", new Date(5), new Date(5))));
    }
}
