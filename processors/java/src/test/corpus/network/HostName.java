// example: InetAddress.getLocalHost
// expect: refused: a processor must not open connections

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HostName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.net.InetAddress.getLocalHost()));
    }
}
