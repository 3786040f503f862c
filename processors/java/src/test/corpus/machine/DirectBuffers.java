// example: ByteBuffer.allocateDirect
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DirectBuffers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocateDirect(8);
        context.emit(Value.of("" + buffer));
        context.emit(Value.of("" + buffer.putInt(7).flip().getInt()));
        context.emit(Value.of("" + buffer.hashCode()));
    }
}
