// example: ManagementFactory
// expect: refused: a processor must not see the machine

import module java.base;
import module java.management;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Beans implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime()));
    }
}
