// example: new PrintWriter(name)
// expect: refused: new java.io.PrintWriter

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintWriterOfFile implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.io.PrintWriter("out.txt").close();
    }
}
