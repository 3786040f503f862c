// example: ProcessBuilder
// expect: refused: a processor must not start processes

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Builder implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new ProcessBuilder("ls").start();
    }
}
