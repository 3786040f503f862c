// example: super.toString()
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SuperText implements Processor {
    static class Plain { @Override public String toString() { return "plain " + super.toString(); } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Plain()));
    }
}
