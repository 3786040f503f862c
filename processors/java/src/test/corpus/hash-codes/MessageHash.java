// example: message.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Math.floorMod(Objects.hash(message.value(), Level.TOP), 7)));
        context.emit(Value.of("" + Math.floorMod(message.hashCode(), 7)));
        context.emit(Value.of("" + Math.floorMod(message.value().hashCode(), 7)));
        context.emit(Value.of("" + Value.list(Value.NULL).hashCode()));
        context.emit(Value.of("" + Value.map("a", Value.NULL).hashCode()));
    }
}
