// example: Class.getDeclaredClasses
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NestedClasses implements Processor {
    static class Zulu {}

    static class Alpha {}

    interface Mike {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.toString(getClass().getDeclaredClasses())));
    }
}
