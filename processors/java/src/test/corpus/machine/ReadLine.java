// example: IO.readln
// expect: refused: a processor must not read the console

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ReadLine implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + IO.readln()));
    }
}
