// example: exception with an object in its text
// expect: stops: IllegalStateException: of 

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Uncaught implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        throw new IllegalStateException("of " + new Object() + new int[1]);
    }
}
