// example: finalize()
// expect: refused: a finalizer is refused: when it runs differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Finalizers implements Processor {
    @Override protected void finalize() {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
    }
}
