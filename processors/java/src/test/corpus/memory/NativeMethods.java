// example: native methods
// expect: refused: its code cannot be checked

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NativeMethods implements Processor {
    native long address();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
    }
}
