// example: Class.forName of Tapedeck's own
// expect: stops: is refused

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ForNameOfOurs implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Class.forName("io.tapedeck.processors.java.Guest")));
    }
}
