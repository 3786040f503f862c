// example: StackOverflowError through Method.invoke
// expect: stops: StackOverflowError

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OverflowByName implements Processor {
    private int depth;

    public int deep(int level) {
        depth = level;
        return deep(level + 1) + 1;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            getClass().getDeclaredMethod("deep", int.class).invoke(this, 0);
        } catch (java.lang.reflect.InvocationTargetException e) {
            context.emit(Value.of(depth));
        }
    }
}
