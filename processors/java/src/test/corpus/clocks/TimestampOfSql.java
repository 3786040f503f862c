// example: java.sql.Timestamp
// expect: refused: a processor must not open connections

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TimestampOfSql implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.sql.Timestamp(0)));
    }
}
