// example: Cleaner
// expect: refused: when memory is freed differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Cleaners implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.lang.ref.Cleaner.create().register(this, () -> {});
    }
}
