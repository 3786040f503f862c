// example: class extends ClassLoader
// expect: refused: a processor must not load classes

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnLoader implements Processor {
    static class Loader extends ClassLoader {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new Loader();
    }
}
