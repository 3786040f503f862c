// example: commons-lang3: SystemUtils.JAVA_VERSION, OS_NAME
// expect: identical
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsProperties implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + org.apache.commons.lang3.SystemUtils.JAVA_VERSION));
        context.emit(Value.of("" + org.apache.commons.lang3.SystemUtils.OS_NAME));
        context.emit(Value.of("" + org.apache.commons.lang3.SystemUtils.IS_OS_LINUX));
    }
}
