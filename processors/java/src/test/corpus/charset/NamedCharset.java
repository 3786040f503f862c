// example: text.getBytes(name)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NamedCharset implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + HexFormat.of().formatHex("größe".getBytes("ISO-8859-1"))));
        context.emit(Value.of("" + new String("größe".getBytes("UTF-16"), "UTF-16")));
    }
}
