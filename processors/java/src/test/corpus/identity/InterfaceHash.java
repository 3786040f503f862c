// example: hashCode through an interface
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InterfaceHash implements Processor {
    interface Marked {}
    static class Plain implements Marked {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Marked marked = new Plain();
        context.emit(Value.of("" + marked.hashCode()));
        context.emit(Value.of("" + marked));
        context.emit(Value.of("" + Objects.hashCode(marked)));
    }
}
