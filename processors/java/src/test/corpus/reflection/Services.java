// example: ServiceLoader
// expect: refused: a processor must not load classes

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Services implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ServiceLoader.load(Processor.class).findFirst()));
    }
}
