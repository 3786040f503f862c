// example: NumberFormat.getAvailableLocales
// expect: refused: java.text.NumberFormat.getAvailableLocales is refused: its order differs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LocalesOfFormat implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.NumberFormat.getAvailableLocales().length));
    }
}
