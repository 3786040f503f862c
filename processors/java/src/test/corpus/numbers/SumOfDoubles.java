// example: DoubleStream.sum
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class SumOfDoubles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (DoubleStream.iterate(0.1, d -> d * 1.1).limit(1000).sum())));
        context.emit(Value.of("" + Stream.of(0.1, 0.2, 0.3).mapToDouble(d -> d).average().getAsDouble()));
        context.emit(Value.of("" + Stream.of(0.1, 0.2, 0.3).collect(Collectors.summarizingDouble(d -> d))));
    }
}
