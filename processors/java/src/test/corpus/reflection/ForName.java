// example: Class.forName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ForName implements Processor {
    static class Part {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Class.forName("ForName$Part").getName()));
        context.emit(Value.of("" + Class.forName("[LForName$Part;")));
        context.emit(Value.of("" + Class.forName("java.util.ArrayList", true, getClass().getClassLoader())));
        context.emit(Value.of("" + Class.forName("[[I")));
        context.emit(Value.of("" + Thread.currentThread().getContextClassLoader().loadClass("java.lang.String")));
    }
}
