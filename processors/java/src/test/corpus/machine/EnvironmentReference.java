// example: System::getenv
// expect: refused: a processor must not read the environment

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnvironmentReference implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        UnaryOperator<String> read = System::getenv;
        context.emit(Value.of("" + read.apply("HOME")));
    }
}
