// example: System.gc
// expect: refused: when memory is freed differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GarbageCollection implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        System.gc();
    }
}
