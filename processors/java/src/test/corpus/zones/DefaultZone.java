// example: ZoneId.systemDefault
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DefaultZone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ZoneId.systemDefault()));
        context.emit(Value.of("" + TimeZone.getDefault().getID()));
        context.emit(Value.of("" + TimeZone.getDefault().getRawOffset()));
        context.emit(Value.of("" + LocalDateTime.of(2026, 7, 1, 0, 0).atZone(ZoneId.systemDefault()).toInstant()));
    }
}
