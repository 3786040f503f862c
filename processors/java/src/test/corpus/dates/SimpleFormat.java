// example: new SimpleDateFormat
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SimpleFormat implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.SimpleDateFormat("EEEE d MMMM yyyy HH:mm z").format(new Date())));
        context.emit(Value.of("" + new java.text.SimpleDateFormat("d.M.yy HH:mm").parse("1.2.33 04:05")));
        context.emit(Value.of("" + new java.text.SimpleDateFormat().format(new Date(0))));
    }
}
