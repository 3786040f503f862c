// example: new ServerSocket
// expect: refused: a processor must not open connections

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Servers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.net.ServerSocket(0).close();
    }
}
