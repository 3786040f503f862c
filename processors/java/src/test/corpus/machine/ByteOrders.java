// example: ByteOrder.nativeOrder
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ByteOrders implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.nio.ByteOrder.nativeOrder()));
    }
}
