// example: state in the JDK's statics
// expect: refused: a processor must not change the machine's properties

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JdkState implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        System.setProperty("count", "1");
    }
}
