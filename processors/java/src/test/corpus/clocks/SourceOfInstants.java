// example: InstantSource.system
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SourceOfInstants implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + InstantSource.system().instant()));
        context.emit(Value.of("" + InstantSource.system().millis()));
        context.emit(Value.of("" + InstantSource.system().withZone(ZoneId.of("UTC")).instant()));
    }
}
