// example: RandomAccessFile
// expect: refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomAccess implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.io.RandomAccessFile("out.txt", "r").read();
    }
}
