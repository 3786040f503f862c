// example: JapaneseDate.now
// expect: refused: it reads the machine's clock; give it a Clock

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JapaneseDateNow implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.chrono.JapaneseDate.now()));
    }
}
