// example: DecimalStyle.ofDefaultLocale
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.time.format.*;

public class DecimalStyles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + DecimalStyle.ofDefaultLocale()));
        context.emit(Value.of("" + DecimalStyle.STANDARD));
    }
}
