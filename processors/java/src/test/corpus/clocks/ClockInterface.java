// example: interface default method
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClockInterface implements Processor {
    interface Now { default long now() { return System.nanoTime(); } }
    static class Timed implements Now {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Timed().now()));
    }
}
