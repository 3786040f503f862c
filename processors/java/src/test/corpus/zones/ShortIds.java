// example: ZoneId.SHORT_IDS
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ShortIds implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ZoneId.SHORT_IDS));
    }
}
