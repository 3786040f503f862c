// example: order of static initializers
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClassInit implements Processor {
    static class Base {
        static final StringBuilder LOG = new StringBuilder("base ");
    }
    static class Derived extends Base {
        static { LOG.append("derived "); }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Base.LOG));
    }
}
