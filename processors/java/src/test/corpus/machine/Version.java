// example: System.getProperty("java.version")
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Version implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.getProperty("java.version")));
        context.emit(Value.of("" + System.getProperty("os.name", "none")));
        context.emit(Value.of("" + System.getProperty("line.separator").length()));
        context.emit(Value.of("" + Long.getLong("a", 5)));
        context.emit(Value.of("" + Boolean.getBoolean("b")));
    }
}
