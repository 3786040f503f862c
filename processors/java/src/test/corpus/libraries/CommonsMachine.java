// example: commons-lang3: SystemUtils.getHostName
// expect: refused: a processor must not read
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsMachine implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + org.apache.commons.lang3.SystemUtils.getHostName()));
    }
}
