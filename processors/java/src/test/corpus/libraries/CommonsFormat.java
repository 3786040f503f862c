// example: commons-lang3: FastDateFormat
// expect: identical
// static: lost on restore
// library: commons-lang3

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CommonsFormat implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + org.apache.commons.lang3.time.FastDateFormat.getInstance("EEEE d MMMM HH:mm z").format(new Date(0))));
    }
}
