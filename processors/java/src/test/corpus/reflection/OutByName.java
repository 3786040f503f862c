// example: System.class
// expect: refused: java.lang.System is refused: a processor must not see the machine

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OutByName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.class.getField("out").get(null)));
    }
}
