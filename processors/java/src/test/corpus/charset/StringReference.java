// example: String::new
// expect: refused: it takes the machine's charset; write a lambda that gives it one

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StringReference implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Function<byte[], String> text = String::new;
        context.emit(Value.of("" + text.apply(new byte[] {(byte) 0xC3, (byte) 0x9F})));
    }
}
