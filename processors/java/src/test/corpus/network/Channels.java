// example: SocketChannel.open
// expect: refused: a processor must not

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Channels implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.nio.channels.SocketChannel.open().close();
    }
}
