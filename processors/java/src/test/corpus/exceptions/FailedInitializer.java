// example: static initializer that fails
// expect: stops: NumberFormatException

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FailedInitializer implements Processor {
    static class Broken {
        static final int NUMBER = Integer.parseInt("x");
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        for (int i = 0; i < 2; i++) {
            try {
                context.emit(Value.of(Class.forName("FailedInitializer$" + "Broken", true, null).getName()));
            } catch (LinkageError e) {
                context.emit(Value.of(e.getMessage() + " " + e.getCause() + " " + e.getCause().getMessage()));
            }
        }
    }
}
