// example: new FileOutputStream
// expect: refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FileStreams implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.io.FileOutputStream("out.txt").write(1);
    }
}
