// example: ListFormat.getInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ListFormats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.ListFormat.getInstance().format(List.of("a", "b", "c"))));
    }
}
