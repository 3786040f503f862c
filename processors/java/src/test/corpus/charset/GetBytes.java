// example: text.getBytes
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GetBytes implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.toString(message.value().toString().getBytes())));
        context.emit(Value.of("" + java.nio.charset.Charset.defaultCharset()));
    }
}
