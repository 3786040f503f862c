// example: Chronology.getAvailableChronologies
// expect: refused: java.time.chrono.Chronology.getAvailableChronologies is refused: its order differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AvailableChronologies implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.chrono.Chronology.getAvailableChronologies()));
    }
}
