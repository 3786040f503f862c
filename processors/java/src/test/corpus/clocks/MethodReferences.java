// example: Instant::now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MethodReferences implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Supplier<Instant> now = Instant::now;
        LongSupplier nanos = System::nanoTime;
        Function<ZoneId, LocalDate> today = LocalDate::now;
        context.emit(Value.of("" + now.get()));
        context.emit(Value.of("" + nanos.getAsLong()));
        context.emit(Value.of("" + today.apply(ZoneId.of("Asia/Tokyo"))));
    }
}
