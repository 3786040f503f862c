// example: Double.valueOf, Integer.decode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ParseNumbers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Double.valueOf("1,5".replace(",", "."))));
        context.emit(Value.of("" + Integer.decode("0x1F")));
        context.emit(Value.of("" + Long.parseUnsignedLong("18446744073709551615")));
        context.emit(Value.of("" + Integer.parseInt("٣")));
    }
}
