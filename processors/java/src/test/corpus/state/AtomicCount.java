// example: AtomicLong, LongAdder
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.concurrent.atomic.*;

public class AtomicCount implements Processor {
    final AtomicLong count = new AtomicLong();
    final LongAdder adder = new LongAdder();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        adder.increment();
        context.emit(Value.of("" + count.incrementAndGet()));
        context.emit(Value.of("" + adder.sum()));
    }
}
