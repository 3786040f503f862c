// example: MessageFormat.parse of a date
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateOfMessage implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.MessageFormat("{0,date,yyyy-MM-dd HH:mm}", Locale.ROOT).parse("2020-02-03 04:05")[0]));
    }
}
