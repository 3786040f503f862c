// example: new Scanner(text)
// expect: refused: java.util.Scanner is refused

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ScannerOfText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Scanner("1,5").nextDouble()));
    }
}
