// example: ClassDesc, Enum.describeConstable
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConstantDescs implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.class.describeConstable()));
        context.emit(Value.of("" + DayOfWeek.MONDAY.describeConstable()));
    }
}
