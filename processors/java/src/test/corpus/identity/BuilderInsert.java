// example: StringBuilder.insert
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class BuilderInsert implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(new StringBuilder("a").insert(0, new Object()).append(new Object()).toString()));
        context.emit(Value.of(new StringBuffer("a").insert(0, new Object()).toString()));
    }
}
