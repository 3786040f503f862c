// example: chronology.dateNow(clock)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ChronologyOfClock implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.chrono.JapaneseChronology.INSTANCE.dateNow(Clock.systemUTC())));
    }
}
