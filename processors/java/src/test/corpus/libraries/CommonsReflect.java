// example: commons-lang3: ToStringBuilder
// expect: refused: new java.util.WeakHashMap is refused: when memory is freed differs between runs
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsReflect implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new org.apache.commons.lang3.builder.ToStringBuilder(new Object(), org.apache.commons.lang3.builder.ToStringStyle.NO_CLASS_NAME_STYLE).append("a", 1)));
    }
}
