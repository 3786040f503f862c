// example: String.format("%s %h", object)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FormatOfObject implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(String.format("%s %h", new Object(), new int[1])));
        context.emit(Value.of("%s %S %h".formatted(new Object(), TimeUnit.DAYS, TimeUnit.DAYS)));
        Runnable lambda = () -> {};
        context.emit(Value.of(String.format(Locale.ROOT, "%s %-40s|", lambda, lambda)));
    }
}
