// example: Class.getGenericSuperclass
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GenericNames implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new ArrayList<String>() {}.getClass().getGenericSuperclass()));
    }
}
