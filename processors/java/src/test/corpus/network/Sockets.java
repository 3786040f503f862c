// example: new Socket
// expect: refused: java.net.Socket is refused: a processor must not open connections

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Sockets implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.net.Socket("localhost", 1).close();
    }
}
