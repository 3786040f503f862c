// example: static initializer that draws
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StaticDraw implements Processor {
    static final UUID ID = UUID.randomUUID();
    static final Instant AT = Instant.now();
    static final double CHANCE = Math.random();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ID));
        context.emit(Value.of("" + AT));
        context.emit(Value.of("" + CHANCE));
    }
}
