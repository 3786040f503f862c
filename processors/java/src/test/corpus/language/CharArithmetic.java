// example: compound assignments
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CharArithmetic implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        byte small = (byte) 200;
        small += 100;
        char letter = 'a';
        letter += 1.7;
        context.emit(Value.of("" + small));
        context.emit(Value.of("" + letter));
        context.emit(Value.of("" + (small >>> 1)));
    }
}
