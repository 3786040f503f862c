// example: Class.getInterfaces, permitted subclasses
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MemberOrder implements Processor {
    sealed interface Shape permits Circle {}
    record Circle() implements Shape {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.toString(ArrayList.class.getInterfaces())));
        context.emit(Value.of("" + Shape.class.getPermittedSubclasses().length));
    }
}
