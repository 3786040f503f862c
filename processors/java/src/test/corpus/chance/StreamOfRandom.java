// example: Stream.generate(Math::random)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class StreamOfRandom implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.generate(Math::random).limit(3).toList()));
        context.emit(Value.of("" + DoubleStream.generate(new Random()::nextDouble).limit(2).sum()));
        context.emit(Value.of("" + new Random().ints(0, 9).limit(5).boxed().toList()));
    }
}
