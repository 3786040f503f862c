// example: Class.describeConstable, resolveConstantDesc
// expect: stops: NullPointerException

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DescribedConstants implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.constant.ClassDesc.of("java.lang.Thread").resolveConstantDesc(null)));
    }
}
