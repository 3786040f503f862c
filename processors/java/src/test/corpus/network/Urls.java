// example: URI.toURL
// expect: refused: a processor must not open connections

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Urls implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.net.URI.create("http://localhost").toURL().openStream()));
    }
}
