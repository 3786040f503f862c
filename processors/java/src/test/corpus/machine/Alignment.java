// example: ByteBuffer.alignmentOffset
// expect: refused: java.nio.ByteBuffer.alignmentOffset is refused: it is made from an address

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Alignment implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.nio.ByteBuffer.allocateDirect(64).alignmentOffset(1, 8)));
    }
}
