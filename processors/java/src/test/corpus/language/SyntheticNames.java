// example: names of anonymous classes
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SyntheticNames implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runnable anonymous = new Runnable() { public void run() {} };
        context.emit(Value.of("" + anonymous.getClass().getName()));
        context.emit(Value.of("" + anonymous));
        context.emit(Value.of("" + getClass().getSimpleName()));
    }
}
