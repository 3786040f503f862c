// example: classLoader.getResource
// expect: refused: java.lang.ClassLoader.getResource is refused: a processor must not load classes

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoaderResources implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getClassLoader().getResource("a")));
    }
}
